"""From the file that a phone wrote to what readers fetch: the right size, upright, and nothing but the picture."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from playwright.sync_api import Browser, Page

import photo_files as photos
from casebook.manuscript import Trace, Trouble
from casebook.press.metadata import Malformed, bare, form_of
from casebook.press.photographing import examine
from conftest import BOOK, ORIGINAL, TRANSLATION, WriteBook, casebook
from html_pages import Site

BOX, WALL, MAP = (f"chapters/letters/photos/{name}" for name in ("操场一角.jpg", "wall.webp", "map.png"))
SHOWN = (
    "![木头信箱](photos/操场一角.jpg)\n\n[看大图](photos/操场一角.jpg)\n\n"
    "![墙](photos/wall.webp)\n\n![图](photos/map.png)"
)
ALIKE = (
    SHOWN.replace("木头信箱", "A wooden box").replace("墙", "A wall").replace("图]", "A map]").replace("看大", "The ")
)
TOLD = (
    photos.SERIAL,
    photos.COMMENT,
    photos.CAMERA,
    "Exif",
    "GPS",
    "8BIM",
    "xmpmeta",
    "MotionPhoto",
    "ICC_PROFILE",
    "操场一角",
)


def transparent() -> Image.Image:
    image = photos.picture(900, 600).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def files(**changed: str | bytes) -> dict[str, str | bytes]:
    return {
        "chapters/letters/zh.md": ORIGINAL.replace("信箱挂上墙。", SHOWN),
        "chapters/letters/en.md": TRANSLATION.replace("The box goes up.", ALIKE),
        BOX: photos.phone_jpeg(photos.picture(2400, 1800), orientation=6),
        WALL: photos.phone_webp(),
        MAP: photos.phone_png(transparent()),
        **changed,
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a book whose photos came from a phone and were cleaned by the command; its site is built."""
    root = tmp_path_factory.mktemp("photos")
    for path, content in {**BOOK, **files()}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    assert casebook("build", "--no-editions", "--root", root).returncode == 1
    assert casebook("clean-photos", "--root", root).returncode == 0
    built = casebook("build", "--no-editions", "--root", root)
    assert built.returncode == 0, built.stdout + built.stderr
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return Site(root / "site")


# ---- what is published


def test_nothing_of_what_a_phone_wrote_is_on_the_site(site: Site) -> None:
    before = b"".join(content for content in files().values() if isinstance(content, bytes))
    for words in TOLD[:-2]:
        assert words.encode() in before, words
    for words in TOLD:
        assert [name for name, content in site.files.items() if words.encode() in content or words in name] == []
    published = [name for name in site.files if "/photos/" in name]
    assert {name.rpartition(".")[2] for name in published} == {"avif", "jpg", "png"}
    for name in published:
        with Image.open(io.BytesIO(site.files[name])) as photo:
            photo.load()
            assert not set(photo.info) & {"exif", "xmp", "icc_profile", "comment", "photoshop"}, name
            assert not photo.getexif(), name


def test_the_copies_alone_would_have_kept_everything_back(write_book: WriteBook) -> None:
    # Without the cleaning command: a place in the file is an error, all else is kept off the site by the copies.
    root = write_book(
        files(**{BOX: photos.phone_jpeg(place=False, program=b"<x/>"), WALL: photos.jpeg(), MAP: photos.png()})
    )
    built = casebook("build", "--no-editions", "--root", root)
    assert "photo-holds-only-the-picture" in built.stderr
    for content in Site(root / "site").files.values():
        assert photos.SERIAL.encode() not in content
        assert photos.COMMENT.encode() not in content


def test_a_photo_stands_upright_and_keeps_its_colours(site: Site) -> None:
    corners = {"red": (208, 32, 32), "green": (32, 160, 64), "blue": (32, 64, 192), "white": (244, 244, 244)}
    image = site.at("chapters/letters/").one("img", alt="木头信箱")
    assert (image.attrs["width"], image.attrs["height"]) == ("1300", "1733")
    source = site.at("chapters/letters/").all("source")[0]
    sharp = [source.attrs["srcset"].split()[-2], image.attrs["src"]]
    upright = [Image.open(io.BytesIO(site.files[f"chapters/letters/{each}"])).convert("RGB") for each in sharp]
    for photo in upright:
        # Turned by a quarter to the right, as orientation 6 says: what was at the left is at the top.
        quarters = photo.resize((2, 2), Image.Resampling.BOX)
        seen = [quarters.getpixel((x, y)) for y in (0, 1) for x in (0, 1)]
        for found, wanted in zip(seen, ("blue", "red", "white", "green"), strict=True):
            assert _nearest(found, corners) == wanted


def _nearest(found: tuple[int, int, int], colours: dict[str, tuple[int, int, int]]) -> str:
    return min(colours, key=lambda name: sum((a - b) ** 2 for a, b in zip(found, colours[name], strict=True)))


def test_what_shines_through_still_does(site: Site) -> None:
    image = site.at("chapters/letters/").one("img", alt="图")
    assert image.attrs["src"].endswith(".png")
    (path,) = [name for name in site.files if name.endswith(image.attrs["src"])]
    with Image.open(io.BytesIO(site.files[path])) as photo:
        assert photo.getchannel("A").getextrema()[0] < 20


def test_every_image_says_how_large_it_is_and_comes_when_it_is_needed(site: Site) -> None:
    shown = [each for page in site.real_pages for each in page.all("img")]
    assert len(shown) >= 9
    for image in shown:
        assert image.attrs["loading"] == "lazy"
        assert image.attrs["decoding"] == "async"
        assert int(image.attrs["width"]) > 0 < int(image.attrs["height"])
        assert image.attrs["sizes"]
    assert site.dead_links() == []


def test_a_link_to_a_photo_leads_to_a_bare_copy(site: Site) -> None:
    links = site.at("chapters/letters/").links
    (copy,) = [address for address, words in links.items() if words == "看大图"]
    assert copy.endswith("-1080.jpg")


AWKWARD = '![挂在*走廊*的[一头] "1|2" <b>`c`\\\\](photos/box.jpg \'在 "这里"\'){width=30 onload=x}'


def test_what_is_written_around_an_image_reaches_readers_as_it_was_meant(write_book: WriteBook) -> None:
    quoted, linked = "> 引文里 ![又一\n张](<photos/box.jpg>)", "- [![有链接的](photos/box.jpg)](../letters/zh.md)"
    text = f"先看{AWKWARD}再看。\n\n{quoted}\n\n{linked}"
    root = write_book(
        {
            "chapters/letters/zh.md": ORIGINAL.replace("信箱挂上墙。", text),
            "chapters/letters/photos/box.jpg": photos.jpeg(),
        }
    )
    assert casebook("build", "--no-editions", "--root", root).returncode == 0
    page = Site(root / "site").at("chapters/letters/")
    first, second, third = page.all("img")
    assert first.attrs["alt"] == '挂在走廊的[一头] "1|2" <b>c\\'
    assert first.attrs["title"] == '在 "这里"'
    assert "onload" not in first.attrs
    assert "width=30" not in page.text
    assert second.attrs["alt"] == "又一张"
    assert third.attrs["alt"] == "有链接的"
    assert "先看 再看。" in page.text.replace("  ", " ")


# ---- made once, always the same


def photo_bytes(root: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in sorted((root / "site" / "chapters" / "letters" / "photos").iterdir())
    }


def test_a_damaged_a_stale_and_no_cache_give_the_same_site(root: Path) -> None:
    whole = photo_bytes(root)
    for spoil in (lambda path: path.write_bytes(b"\0" * 40), lambda path: path.unlink()):
        for folder in ("photos", "photo-facts", "cards"):
            kept = sorted((root / ".build" / folder).iterdir())
            assert kept
            for path in kept:
                spoil(path)
            (root / ".build" / folder / "of-an-older-time").write_bytes(b"x")
        assert casebook("build", "--no-editions", "--root", root).returncode == 0
        assert photo_bytes(root) == whole
        assert not list((root / ".build").glob("*/of-an-older-time"))


def test_a_photo_is_encoded_once(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (root / ".build").glob("*/*") if path.parent.name != "docs"}
    assert casebook("build", "--no-editions", "--root", root).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before


# ---- bad photos


BAD: dict[str, tuple[Callable[[], bytes], Trouble]] = {
    "nothing": (lambda: b"", Trouble.EMPTY),
    "text": (lambda: b"no picture", Trouble.UNSUITABLE),
    "half of a jpeg": (lambda: photos.jpeg()[:40000], Trouble.DAMAGED),
    "half of a png": (lambda: photos.phone_png()[:9000], Trouble.DAMAGED),
    "half of a webp": (lambda: photos.phone_webp()[:9000], Trouble.DAMAGED),
    "a drawing with a script": (lambda: b"<?xml version='1.0'?><svg><script>x</script></svg>", Trouble.UNSUITABLE),
    "a gif that moves": (lambda: photos.moving("GIF"), Trouble.UNSUITABLE),
    "a webp that moves": (lambda: photos.moving("WEBP"), Trouble.MOVING),
    "a png that moves": (lambda: photos.moving("PNG"), Trouble.MOVING),
    "heic": (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 99, Trouble.UNSUITABLE),
    "a bomb": (lambda: photos.blank_png(30000, 30000), Trouble.TOO_LARGE),
    "a hundred megapixels": (lambda: photos.blank_png(10000, 10000), Trouble.TOO_LARGE),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_photo_is_known_for_what_it_is_in_little_time(name: str) -> None:
    make, trouble = BAD[name]
    content = make()
    begun = time.process_time()
    assert examine(content, "").trouble is trouble
    assert time.process_time() - begun < 1


def chapter_with(contents: Iterable[bytes]) -> dict[str, str | bytes]:
    made = {f"chapters/letters/photos/{number}.jpg": content for number, content in enumerate(contents)}
    shown = "\n\n".join(f"![第{number}张](photos/{number}.jpg)" for number in range(len(made)))
    return {"chapters/letters/zh.md": ORIGINAL.replace("信箱挂上墙。", shown), **made}


def test_a_bad_photo_is_told_at_its_line_in_both_languages(write_book: WriteBook) -> None:
    root = write_book(chapter_with(make() for make, _ in BAD.values()))
    said = casebook("check", "--root", root).stdout
    told = re.findall(r"zh\.md:(\d+):\d+: error: '(\d+)\.jpg': .+ \[photo-can-be-read\]\n    hint: ", said)
    assert told == [(str(24 + 2 * number), str(number)) for number in range(len(BAD))]
    chinese = casebook("check", "--root", root, "--lang", "zh").stdout
    assert len(re.findall(r"error: “\d+\.jpg”：[^a-z]*[一-鿿].*\n    提示：", chinese)) == len(BAD)


UNUSUAL = {
    "cmyk": lambda: photos.jpeg(photos.picture(mode="CMYK")),
    "16 bits": photos.sixteen_bits,
    "grey": lambda: photos.jpeg(photos.picture(mode="L")),
    "profile": lambda: photos.jpeg(icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
    "broken profile": lambda: photos.jpeg(icc_profile=b"no profile"),
    "one pixel": lambda: photos.jpeg(photos.picture(1, 1)),
    "a line": lambda: photos.jpeg(photos.picture(4000, 3)),
}


def test_unusual_photos_are_shown(write_book: WriteBook) -> None:
    root = write_book(chapter_with(make() for make in UNUSUAL.values()))
    built = casebook("build", "--no-editions", "--root", root)
    assert built.returncode == 0, built.stderr
    page = Site(root / "site").at("chapters/letters/")
    for name, image in zip(UNUSUAL, page.all("img"), strict=True):
        with Image.open(root / "site" / "chapters" / "letters" / image.attrs["src"]) as photo:
            assert photo.mode == "RGB"
            darkest, brightest = photo.convert("L").getextrema()
        assert brightest - darkest > 150 or name in ("one pixel", "a line"), name


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
    st.floats(0, 1),
)
def test_whatever_happens_to_a_photo_it_is_examined(form: str, changes: list[tuple[float, int]], kept: float) -> None:
    spoilt = bytearray(SMALL[form])
    for where, value in changes:
        spoilt[int(where * (len(spoilt) - 1))] = value
    content = bytes(spoilt[: max(16, int(len(spoilt) * (0.5 + kept)))])
    picture = examine(content, "")
    assert (picture.width > 0) or not picture.can_be_shown


# ---- cleaning


SMALL = {
    "JPEG": photos.phone_jpeg(photos.picture(160, 120), orientation=6),
    "PNG": photos.phone_png(photos.picture(160, 120)),
    "WEBP": photos.phone_webp(photos.picture(160, 120)),
}


@pytest.mark.parametrize("form", SMALL)
def test_cleaning_takes_out_everything_and_changes_no_pixel(form: str) -> None:
    file = bare(SMALL[form])
    assert {Trace.LOCATION, Trace.SERIAL, Trace.CAMERA, Trace.PROGRAM} <= set(file.traces)
    assert bare(file.content).traces == ()
    assert bare(file.content).content == file.content
    with Image.open(io.BytesIO(SMALL[form])) as before, Image.open(io.BytesIO(file.content)) as after:
        assert before.tobytes() == after.tobytes()
        assert dict(after.getexif()) == {0x0112: before.getexif()[0x0112]}
    for words in TOLD[:4]:
        assert words.encode() not in file.content or words == "Exif"


@pytest.mark.parametrize("form", SMALL)
def test_a_file_that_ends_anywhere_is_malformed_or_whole(form: str) -> None:
    content = bare(SMALL[form]).content
    for end in range(16, len(content) - 1, 7):
        with pytest.raises(Malformed):
            bare(content[:end])
    assert form_of(content) == form


def test_the_command_cleans_only_the_chapters_named_and_says_what_it_took_out(write_book: WriteBook) -> None:
    other = {path.replace("/letters/", "/talks/"): content for path, content in files().items()}
    root = write_book({**files(), **other})
    said = casebook("clean-photos", "letters", "--root", root)
    assert said.returncode == 0
    assert said.stderr == "3 photos cleaned; the pictures are unchanged\n"
    assert re.search(
        r"^chapters/letters/photos/操场一角.jpg: took out where it was taken \(GPS\), ", said.stdout, re.MULTILINE
    )
    assert (root / BOX.replace("letters", "talks")).read_bytes() == files()[BOX]
    assert b"GPS" not in (root / BOX).read_bytes()
    again = casebook("clean-photos", "letters", "--root", root, "--lang", "zh")
    assert (again.stdout, again.stderr) == ("", "清理了 0 张照片，画面没有改动\n")
    checked = casebook("check", "--root", root).stdout
    assert re.findall(r"chapters/(\w+)/\S+ error: .*\[photo-has-no-location\]", checked) == ["talks"] * 3


def test_the_command_leaves_what_it_cannot_read_and_says_so(write_book: WriteBook) -> None:
    root = write_book({"chapters/letters/zh.md": ORIGINAL, BOX: SMALL["JPEG"][:1500]})
    said = casebook("clean-photos", "--root", root)
    assert said.returncode == 1
    assert f"{BOX}: left as it is: it cannot be read" in said.stdout
    assert (root / BOX).read_bytes() == SMALL["JPEG"][:1500]
    assert casebook("clean-photos", "lettters", "--root", root).returncode == 2


# ---- in a browser


LOOK = """() => Array.from(document.querySelectorAll('img'), img => [
    img.currentSrc.split('/').pop(), Math.round(img.getBoundingClientRect().width), img.sizes])"""
SHIFTS = """() => new Promise(done => {
    const told = shift => shift.sources.map(each => [each.node?.nodeName, each.previousRect, each.currentRect]);
    const seen = list => done(list.getEntries().flatMap(told));
    new PerformanceObserver(seen).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done([]), 500);
})"""
PROMISED = """sizes => {
    const offers = sizes.split(', ').map(each => each.match(/^(\\(.*?\\) )?(.*)$/));
    const probe = document.body.appendChild(document.createElement('div'));
    probe.style.width = offers.find(each => !each[1] || matchMedia(each[1]).matches)[2];
    return probe.getBoundingClientRect().width;
}"""


def scrolled(page: Page) -> None:
    for image in page.locator("main img").all():
        image.scroll_into_view_if_needed()
        image.evaluate("img => img.complete || new Promise(done => img.onload = done)")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "density", "chosen"),
    [(390, 1, 360), (390, 2, 720), (390, 3, 1080), (800, 1, 1080), (1280, 1, 720), (1280, 2, 1300)],
)
def test_a_screen_gets_the_copy_that_suits_it_and_nothing_moves(
    root: Path, serve_folder: Callable[[Path], str], browser: Browser, width: int, density: int, chosen: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=density)
    page = context.new_page()
    page.goto(serve_folder(root / "site") + "chapters/letters/")
    fold = page.locator("main img").first.bounding_box()
    assert fold is not None
    assert fold["y"] >= 800 * 0.8, "the first photo is above the fold, and should not wait"
    scrolled(page)
    (name, shown, sizes), *_ = page.evaluate(LOOK)
    assert name.endswith(f"-{chosen}.avif")
    promised = page.evaluate(PROMISED, sizes)
    assert abs(shown - promised) <= 0.03 * shown, f"`sizes` says {promised}, the page {shown}"
    assert page.evaluate(SHIFTS) == []
    context.close()
