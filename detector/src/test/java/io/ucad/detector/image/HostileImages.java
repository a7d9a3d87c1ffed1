package io.ucad.detector.image;

import static io.ucad.detector.image.ImageErrorCode.CORRUPT_IMAGE;
import static io.ucad.detector.image.ImageErrorCode.EMPTY_IMAGE;
import static io.ucad.detector.image.ImageErrorCode.IMAGE_TOO_COMPLEX;
import static io.ucad.detector.image.ImageErrorCode.IMAGE_TOO_LARGE;
import static io.ucad.detector.image.ImageErrorCode.UNSUPPORTED_ENCODING;
import static io.ucad.detector.image.ImageErrorCode.UNSUPPORTED_FORMAT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** Hand-made bad images, each with the code it must be refused with. */
public final class HostileImages {
  /** One bad image. */
  public static final class Hostile {
    private final String name;
    private final byte[] bytes;
    private final ImageErrorCode code;

    Hostile(String name, byte[] bytes, ImageErrorCode code) {
      this.name = name;
      this.bytes = bytes;
      this.code = code;
    }

    public byte[] bytes() {
      return bytes;
    }

    public ImageErrorCode code() {
      return code;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final List<Hostile> all = new ArrayList<>();
  private final byte[] jpeg = JpegFixture.encode(JpegFixture.smooth(40, 24, false), 0.9f, false);
  private final byte[] progressive =
      JpegFixture.encode(JpegFixture.smooth(40, 24, false), 0.9f, true);
  private final byte[] png = rgb().encode((x, y, c) -> x * 9 + y * 5 + c);

  private HostileImages() {
    otherFormats();
    polyglots();
    brokenPng();
    brokenJpeg();
    rareJpeg();
    tooMuch();
  }

  public static List<Hostile> all() {
    return new HostileImages().all;
  }

  private static PngFixture rgb() {
    return new PngFixture(20, 12, 8, 2);
  }

  private void add(String name, ImageErrorCode code, byte[] bytes) {
    all.add(new Hostile(name, bytes, code));
  }

  private void text(String name, ImageErrorCode code, String latin1) {
    add(name, code, latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void hex(String name, ImageErrorCode code, String hex) {
    add(name, code, HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private void otherFormats() {
    add("nothing", EMPTY_IMAGE, new byte[0]);
    add("one byte", UNSUPPORTED_FORMAT, new byte[] {(byte) 0xFF});
    add("zeros", UNSUPPORTED_FORMAT, new byte[1000]);
    hex(
        "TIFF, little endian",
        UNSUPPORTED_FORMAT,
        "49492A0008000000 0100 0001 0300 01000000 FFFF0000");
    hex("TIFF, big endian", UNSUPPORTED_FORMAT, "4D4D002A00000008 0001");
    hex(
        "GIF of 20,000 x 20,000",
        UNSUPPORTED_FORMAT,
        "474946383961 204E204E 800000 000000FFFFFF 2C00000000204E204E00 02024401003B");
    hex("WBMP of 2^28 x 2^28", UNSUPPORTED_FORMAT, "0000 FFFFFF7F FFFFFF7F");
    hex(
        "BMP",
        UNSUPPORTED_FORMAT,
        "424D46000000000000003600000028000000 FFFFFF7F FFFFFF7F 01001800");
    text("WebP", UNSUPPORTED_FORMAT, "RIFF$\0\0\0WEBPVP8 ");
    text("AVIF", UNSUPPORTED_FORMAT, "\0\0\0 ftypavif\0\0\0\0");
    text(
        "SVG",
        UNSUPPORTED_FORMAT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>");
    text(
        "XML with an external entity",
        UNSUPPORTED_FORMAT,
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"http://localhost/\">]><x>&e;</x>");
    text("PDF", UNSUPPORTED_FORMAT, "%PDF-1.7\n");
    text("ZIP", UNSUPPORTED_FORMAT, "PK\u0003\u0004");
    text("PostScript", UNSUPPORTED_FORMAT, "%!PS-Adobe-3.0\n");
    text("base64 of a PNG", UNSUPPORTED_FORMAT, "iVBORw0KGgoAAAANSUhEUg==");
    text("data URL", UNSUPPORTED_FORMAT, "data:image/png;base64,iVBORw0KGgo=");
    hex("JPEG 2000", UNSUPPORTED_FORMAT, "0000000C6A5020200D0A870A");
    hex("PNG whose line ends were converted", UNSUPPORTED_FORMAT, "89504E470A1A0A0000000D49484452");
    hex("half a PNG signature", UNSUPPORTED_FORMAT, "89504E47");
  }

  private void polyglots() {
    add(
        "GIF in front of a JPEG",
        UNSUPPORTED_FORMAT,
        JpegFixture.concat("GIF89a".getBytes(StandardCharsets.US_ASCII), jpeg));
    add(
        "spaces in front of a PNG",
        UNSUPPORTED_FORMAT,
        JpegFixture.concat(new byte[] {' ', ' '}, png));
    add(
        "ZIP behind a JPEG",
        UNSUPPORTED_FORMAT,
        JpegFixture.concat(jpeg, new byte[] {'P', 'K', 3, 4, 0, 0}));
    add(
        "page behind a PNG",
        UNSUPPORTED_FORMAT,
        JpegFixture.concat(png, "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII)));
    add("JPEG behind a PNG", UNSUPPORTED_FORMAT, JpegFixture.concat(png, jpeg));
    add(
        "GIF behind padding behind a JPEG",
        UNSUPPORTED_FORMAT,
        JpegFixture.concat(jpeg, new byte[50], "GIF89a".getBytes(StandardCharsets.US_ASCII)));
  }

  private void brokenPng() {
    add("PNG, only the signature", CORRUPT_IMAGE, Arrays.copyOf(png, 8));
    add("PNG, cut in its header", CORRUPT_IMAGE, Arrays.copyOf(png, 20));
    add("PNG, cut in its data", CORRUPT_IMAGE, Arrays.copyOf(png, png.length / 2));
    add("PNG without its last chunk", CORRUPT_IMAGE, Arrays.copyOf(png, png.length - 12));
    add("PNG, wrong checksum of the header", CORRUPT_IMAGE, edited(png, 29, 1));
    add("PNG, wrong checksum of the data", CORRUPT_IMAGE, edited(png, png.length - 13, 1));
    add(
        "PNG, wrong checksum of a comment",
        CORRUPT_IMAGE,
        edited(rgb().chunk("tEXt", new byte[5]).encode((x, y, c) -> 0), 33 + 8, 1));
    add("PNG, chunk of 2 GiB", CORRUPT_IMAGE, edited(png, 33, 0x7F));
    add("PNG, chunk of 4 GiB", CORRUPT_IMAGE, edited(png, 33, 0xFF));
    add("PNG of width 0", CORRUPT_IMAGE, new PngFixture(0, 5, 8, 0).assemble(new byte[20]));
    add("PNG of height 0", CORRUPT_IMAGE, new PngFixture(5, 0, 8, 0).assemble(new byte[20]));
    add(
        "PNG of negative width",
        IMAGE_TOO_LARGE,
        new PngFixture(-5, 5, 8, 0).assemble(new byte[20]));
    add("PNG of colour type 5", CORRUPT_IMAGE, new PngFixture(5, 5, 8, 5).assemble(new byte[20]));
    add("PNG of 3 bits", CORRUPT_IMAGE, new PngFixture(5, 5, 3, 0).assemble(new byte[20]));
    add("PNG of 4-bit RGB", CORRUPT_IMAGE, new PngFixture(5, 5, 4, 2).assemble(new byte[20]));
    add(
        "PNG, interlaced by an unknown method",
        CORRUPT_IMAGE,
        repaired(png, b -> edited(b, 28, 7)));
    add("PNG without data", CORRUPT_IMAGE, rgb().assemble(new byte[0]));
    add("PNG, data that does not inflate", CORRUPT_IMAGE, rgb().assemble(new byte[100]));
    add(
        "PNG, data of too few rows",
        CORRUPT_IMAGE,
        rgb().assemble(PngFixture.deflate(new byte[61 * 11], 6)));
    add(
        "PNG, data of too many rows",
        CORRUPT_IMAGE,
        rgb().assemble(PngFixture.deflate(new byte[61 * 13], 6)));
    byte[] rows = new byte[61 * 12];
    rows[61] = 9;
    add("PNG, unknown row filter", CORRUPT_IMAGE, rgb().assemble(PngFixture.deflate(rows, 6)));
    add(
        "PNG, data cut before its checksum",
        CORRUPT_IMAGE,
        rgb().assemble(cut(PngFixture.deflate(new byte[61 * 12], 6), 4)));
    add(
        "PNG, indexed without palette",
        CORRUPT_IMAGE,
        new PngFixture(5, 5, 8, 3).encode((x, y, c) -> 0));
    add(
        "PNG, index outside the palette",
        CORRUPT_IMAGE,
        new PngFixture(5, 5, 8, 3).chunk("PLTE", new byte[6]).encode((x, y, c) -> 2));
    add(
        "PNG, palette of 4 bytes",
        CORRUPT_IMAGE,
        new PngFixture(5, 5, 8, 3).chunk("PLTE", new byte[4]).encode((x, y, c) -> 0));
    add(
        "PNG, palette of 300 entries",
        CORRUPT_IMAGE,
        new PngFixture(5, 5, 8, 3).chunk("PLTE", new byte[900]).encode((x, y, c) -> 0));
    add(
        "PNG, two palettes",
        CORRUPT_IMAGE,
        new PngFixture(5, 5, 8, 3)
            .chunk("PLTE", new byte[3])
            .chunk("PLTE", new byte[3])
            .encode((x, y, c) -> 0));
    add(
        "PNG, transparency larger than the palette",
        CORRUPT_IMAGE,
        new PngFixture(5, 5, 8, 3)
            .chunk("PLTE", new byte[3])
            .chunk("tRNS", new byte[9])
            .encode((x, y, c) -> 0));
    add(
        "PNG, transparency of 5 bytes",
        CORRUPT_IMAGE,
        rgb().chunk("tRNS", new byte[5]).encode((x, y, c) -> 0));
    add(
        "PNG, two headers",
        CORRUPT_IMAGE,
        rgb().chunk("IHDR", new byte[13]).encode((x, y, c) -> 0));
    add(
        "PNG, unknown critical chunk",
        UNSUPPORTED_ENCODING,
        rgb().chunk("CgBI", new byte[4]).encode((x, y, c) -> 0));
    add(
        "PNG, data in two places",
        CORRUPT_IMAGE,
        rgb().chunk("IDAT", new byte[4]).chunk("tEXt", new byte[4]).encode((x, y, c) -> 0));
    add(
        "PNG, header not first",
        CORRUPT_IMAGE,
        JpegFixture.concat(
            Arrays.copyOf(png, 8),
            PngFixture.chunkBytes("tEXt"),
            Arrays.copyOfRange(png, 8, png.length)));
    add(
        "PNG, last chunk not empty",
        CORRUPT_IMAGE,
        JpegFixture.concat(
            Arrays.copyOf(png, png.length - 12), PngFixture.chunkBytes("IEND", new byte[3])));
  }

  private void brokenJpeg() {
    add("JPEG, only the start", CORRUPT_IMAGE, Arrays.copyOf(jpeg, 3));
    add("JPEG, cut in a table", CORRUPT_IMAGE, Arrays.copyOf(jpeg, 50));
    add("JPEG, cut in its data", CORRUPT_IMAGE, Arrays.copyOf(jpeg, jpeg.length - 40));
    add(
        "JPEG, cut in its data and closed again",
        CORRUPT_IMAGE,
        JpegFixture.concat(Arrays.copyOf(jpeg, jpeg.length - 40), end()));
    add("JPEG without end marker", CORRUPT_IMAGE, cut(jpeg, 2));
    add(
        "progressive JPEG, cut in a scan",
        CORRUPT_IMAGE,
        Arrays.copyOf(progressive, progressive.length * 2 / 3));
    add("JPEG, start and end", CORRUPT_IMAGE, JpegFixture.concat(Arrays.copyOf(jpeg, 2), end()));
    add("JPEG without tables", CORRUPT_IMAGE, without(without(jpeg, 0xC4), 0xDB));
    add("JPEG without frame", CORRUPT_IMAGE, without(jpeg, 0xC0));
    add("JPEG, two frames", CORRUPT_IMAGE, doubled(jpeg, 0xC0));
    add("JPEG of width 0", CORRUPT_IMAGE, edited(jpeg, frame() + 8, 0));
    add("JPEG of height 0", CORRUPT_IMAGE, edited(jpeg, frame() + 6, 0));
    add("JPEG, sampling factor 0", CORRUPT_IMAGE, edited(jpeg, frame() + 11, 0x01));
    add("JPEG, sampling factor 15", CORRUPT_IMAGE, edited(jpeg, frame() + 11, 0xF1));
    add("JPEG, two components of one name", CORRUPT_IMAGE, edited(jpeg, frame() + 13, 1));
    add("JPEG, frame shorter than its components", CORRUPT_IMAGE, edited(jpeg, frame() + 9, 4));
    add("JPEG, scan of an unknown component", CORRUPT_IMAGE, edited(jpeg, scan() + 5, 77));
    add("JPEG, scan naming a component twice", CORRUPT_IMAGE, edited(jpeg, scan() + 7, 1));
    add("JPEG, scan without components", CORRUPT_IMAGE, edited(jpeg, scan() + 4, 0));
    add("JPEG, segment of length 0", CORRUPT_IMAGE, edited(edited(jpeg, 4, 0), 5, 0));
    add(
        "JPEG, segment over the end",
        CORRUPT_IMAGE,
        edited(jpeg, JpegFixture.indexOf(jpeg, 0xDA) + 2, 0xFF));
    add("JPEG, quantisation table missing", CORRUPT_IMAGE, edited(jpeg, frame() + 12, 3));
    add(
        "JPEG, larger than its data",
        CORRUPT_IMAGE,
        edited(edited(jpeg, frame() + 5, 0x0F), frame() + 7, 0x0F));
    add(
        "JPEG, a marker that means nothing",
        CORRUPT_IMAGE,
        JpegFixture.withSegment(jpeg, 0xF5, new byte[4]));
    add("JPEG, a start within", CORRUPT_IMAGE, JpegFixture.withSegment(jpeg, 0xD8, new byte[4]));
  }

  private void rareJpeg() {
    for (int marker : new int[] {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}) {
      add(
          "JPEG of frame kind %X".formatted(marker),
          UNSUPPORTED_ENCODING,
          edited(jpeg, frame() + 1, marker));
    }
    add(
        "JPEG with arithmetic conditioning",
        UNSUPPORTED_ENCODING,
        JpegFixture.withSegment(jpeg, 0xCC, new byte[2]));
    add(
        "hierarchical JPEG",
        UNSUPPORTED_ENCODING,
        JpegFixture.withSegment(jpeg, 0xDE, new byte[15]));
    add("JPEG of 12 bits", UNSUPPORTED_ENCODING, edited(jpeg, frame() + 4, 12));
    add(
        "JPEG of 2 components",
        UNSUPPORTED_ENCODING,
        JpegFixture.encodeRaw(8, 8, 2, new byte[128]));
    add(
        "JPEG sampled by a fraction",
        UNSUPPORTED_ENCODING,
        edited(edited(jpeg, frame() + 11, 0x31), frame() + 14, 0x21));
  }

  private void tooMuch() {
    add(
        "PNG of 2^31-1 squared",
        IMAGE_TOO_LARGE,
        new PngFixture(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6).assemble(new byte[50]));
    byte[] flood = JpegFixture.progressive(8, 8, 1);
    int frame = JpegFixture.indexOf(flood, 0xC2);
    add(
        "JPEG of 65,280 squared",
        IMAGE_TOO_LARGE,
        edited(edited(flood, frame + 5, 0xFF), frame + 7, 0xFF));
    add(
        "PNG of 1 x 70,000",
        IMAGE_TOO_LARGE,
        new PngFixture(1, 70_000, 8, 0).encode((x, y, c) -> 0));
    add("JPEG of 1,000 scans", IMAGE_TOO_COMPLEX, JpegFixture.progressive(8, 8, 1000));
    byte[] tables = jpeg;
    for (int i = 0; i < 12; i++) {
      tables = doubledTables(tables);
    }
    add("JPEG of 8,192 tables", IMAGE_TOO_COMPLEX, tables);
  }

  private static byte[] doubledTables(byte[] bytes) {
    int last = JpegFixture.indexOf(bytes, 0xC0);
    int first = JpegFixture.indexOf(bytes, 0xDB);
    return JpegFixture.concat(
        Arrays.copyOf(bytes, last), Arrays.copyOfRange(bytes, first, bytes.length));
  }

  private int frame() {
    return JpegFixture.indexOf(jpeg, 0xC0);
  }

  private int scan() {
    return JpegFixture.indexOf(jpeg, 0xDA);
  }

  private static byte[] end() {
    return new byte[] {(byte) 0xFF, (byte) 0xD9};
  }

  private static byte[] cut(byte[] bytes, int fromEnd) {
    return Arrays.copyOf(bytes, bytes.length - fromEnd);
  }

  private static byte[] edited(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) (copy[at] == (byte) value ? value ^ 0x55 : value);
    return copy;
  }

  private static byte[] repaired(byte[] bytes, UnaryOperator<byte[]> damage) {
    byte[] copy = damage.apply(bytes);
    PngFixture.repairChecksums(copy);
    return copy;
  }

  /** Without all segments of this marker in front of the first scan. */
  private static byte[] without(byte[] bytes, int marker) {
    byte[] rest = bytes;
    int scan = JpegFixture.indexOf(rest, 0xDA);
    for (int at = 2; at < scan; ) {
      int length = 2 + BigEndian.u16(rest, at + 2);
      if ((rest[at + 1] & 0xFF) == marker) {
        rest =
            JpegFixture.concat(
                Arrays.copyOf(rest, at), Arrays.copyOfRange(rest, at + length, rest.length));
        scan -= length;
      } else {
        at += length;
      }
    }
    return rest;
  }

  private static byte[] doubled(byte[] bytes, int marker) {
    int at = JpegFixture.indexOf(bytes, marker);
    int end = at + 2 + BigEndian.u16(bytes, at + 2);
    return JpegFixture.concat(
        Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
  }
}
