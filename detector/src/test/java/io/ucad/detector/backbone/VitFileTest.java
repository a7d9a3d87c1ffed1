package io.ucad.detector.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.safetensors.DType;
import io.ucad.detector.safetensors.Float16;
import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.safetensors.SafetensorsWriter;
import io.ucad.detector.safetensors.TensorView;
import io.ucad.detector.testing.RandomVit;
import io.ucad.detector.testing.SharedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shape comes from the file, and a file that is another network is refused by the tensor's
 * name.
 */
class VitFileTest {
  private static final RandomVit NETWORK = RandomVit.deit(8, 16, 2, 2, 24);

  @TempDir Path folder;

  @Test
  void deitTiny() {
    try (Backbone vit =
        Backbones.load(SharedFiles.deitTiny(), Device.cpu(), Implementation.TORCH_SCRIPT)) {
      assertThat(vit.info().shape())
          .isEqualTo(
              new VitShape(
                  16, 192, 12, 3, 768, true, 0, false, false, new PatchGrid(14, 14), true, 1e-6));
      assertThat(vit.info().name()).isEqualTo("deit_tiny_patch16_224");
      assertThat(vit.info().licence()).isEqualTo("Apache-2.0");
      assertThat(vit.info().normalisation()).isEqualTo(Normalisation.IMAGENET);
      assertThat(vit.grid(224, 448)).isEqualTo(new PatchGrid(14, 28));
      assertThatThrownBy(() -> vit.grid(225, 224)).hasMessageContaining("16 pixels");
    }
  }

  @Test
  void registersHaveNoPositions() throws IOException {
    VitShape shape = shape(NETWORK.withRegisters(4));

    assertThat(shape.registers()).isEqualTo(4);
    assertThat(shape.prefixTokens()).isEqualTo(5);
    assertThat(shape.prefixPositions()).isFalse();
    assertThat(shape.layerScale()).isTrue();
    assertThat(shape.positions()).isEqualTo(new PatchGrid(3, 3));
  }

  @Test
  void headsComeFromTheCallerThenTheFileThenTheWidth() throws IOException {
    Path file = NETWORK.write(folder.resolve("v.safetensors"));

    assertThat(shape(file, OptionalInt.empty()).heads()).isEqualTo(2);
    assertThat(shape(file, OptionalInt.of(8)).heads()).isEqualTo(8);
    assertThatThrownBy(() -> shape(file, OptionalInt.of(3)))
        .isInstanceOf(BackboneException.class)
        .hasMessageContaining("heads that divide the width 16");
    assertThatThrownBy(() -> shape(new SafetensorsWriter(), NETWORK, "num_heads"))
        .isInstanceOf(BackboneException.class)
        .hasMessageContaining("num_heads");
  }

  @Test
  void aMissingTensorIsNamed() {
    assertThatThrownBy(() -> shape(new SafetensorsWriter(), NETWORK, "blocks.1.attn.proj.bias"))
        .isInstanceOf(BackboneException.class)
        .hasMessage("expected a tensor 'blocks.1.attn.proj.bias', found none");
    assertThatThrownBy(() -> shape(new SafetensorsWriter(), NETWORK, "pos_embed"))
        .isInstanceOf(BackboneException.class)
        .hasMessageContaining("pos_embed");
  }

  @Test
  void aMisshapedTensorIsNamedWithBothShapes() {
    SafetensorsWriter writer =
        new SafetensorsWriter().floats("blocks.1.mlp.fc2.weight", new float[16 * 63], 16, 63);

    assertThatThrownBy(() -> shape(writer, NETWORK, "blocks.1.mlp.fc2.weight"))
        .isInstanceOf(BackboneException.class)
        .hasMessage(
            "tensor 'blocks.1.mlp.fc2.weight': expected the shape [16, 64], found [16, 63]");
  }

  @Test
  void aTensorOfAnotherTypeIsNamed() {
    SafetensorsWriter writer = new SafetensorsWriter().ints("norm.bias", new int[16], 16);

    assertThatThrownBy(() -> shape(writer, NETWORK, "norm.bias"))
        .isInstanceOf(BackboneException.class)
        .hasMessage("tensor 'norm.bias': expected F32, F16 or BF16, found I32");
  }

  @Test
  void aTensorThatChangesTheNetworkIsRefused() {
    for (String unknown :
        new String[] {
          "dist_token", "blocks.0.attn.q_norm.weight", "blocks.2.mlp.fc1.bias", "rope.freqs"
        }) {
      SafetensorsWriter writer = new SafetensorsWriter().floats(unknown, new float[16], 16);
      assertThatThrownBy(() -> shape(writer, NETWORK, ""))
          .isInstanceOf(BackboneException.class)
          .hasMessageContaining("'" + unknown + "'");
    }
  }

  @Test
  void whatIsNotFiniteIsRefusedAtLoad() throws IOException {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (String name : new String[] {"blocks.1.attn.proj.bias", "norm_pre.bias"}) {
        float[] values = new float[16];
        values[11] = bad;
        RandomVit network = name.startsWith("norm_pre") ? NETWORK.withPreNorm() : NETWORK;
        Path file = write(new SafetensorsWriter().floats(name, values, 16), network, name);
        for (Implementation implementation : Implementation.values()) {
          assertThatThrownBy(() -> Backbones.load(file, Device.cpu(), implementation))
              .isInstanceOf(BackboneException.class)
              .hasMessageContaining("'" + name + "'")
              .hasMessageContaining("element 11");
        }
      }
    }
  }

  @Test
  void halfPrecisionIsConverted() throws IOException {
    Path halves = folder.resolve("half.safetensors");
    Path floats = folder.resolve("floats.safetensors");
    try (SafetensorsFile file =
            SafetensorsFile.open(NETWORK.write(folder.resolve("v.safetensors")));
        OutputStream half = Files.newOutputStream(halves);
        OutputStream full = Files.newOutputStream(floats)) {
      SafetensorsWriter asHalf = new SafetensorsWriter().metadata("num_heads", "2");
      for (String name : file.names()) {
        asHalf.halfs(name, file.tensor(name).toFloats(), file.shape(name));
      }
      asHalf.writeTo(half);
      SafetensorsWriter rounded = new SafetensorsWriter().metadata("num_heads", "2");
      try (SafetensorsFile stored = SafetensorsFile.open(halves)) {
        for (String name : stored.names()) {
          assertThat(stored.dtype(name)).isEqualTo(DType.F16);
          rounded.floats(name, stored.tensor(name).toFloats(), stored.shape(name));
        }
      }
      rounded.writeTo(full);
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        Backbone half = Backbones.load(halves, Device.cpu(), Implementation.TORCH_SCRIPT);
        Backbone full = Backbones.load(floats, Device.cpu(), Implementation.TORCH_SCRIPT)) {
      NDArray images = manager.ones(new Shape(1, 3, 24, 24));
      assertThat(half.forward(images, Prompts.none(), 1).get(0))
          .isEqualTo(full.forward(images, Prompts.none(), 1).get(0));
    }
  }

  /** Platform trap 2: the engine aborts the process at a BF16 tensor, so none may reach it. */
  @Test
  void aBackboneInBf16IsConverted() throws IOException {
    Path brains = folder.resolve("bf16.safetensors");
    Path floats = folder.resolve("floats.safetensors");
    SafetensorsWriter bits = new SafetensorsWriter().metadata("num_heads", "2");
    SafetensorsWriter rounded = new SafetensorsWriter().metadata("num_heads", "2");
    try (SafetensorsFile file =
        SafetensorsFile.open(NETWORK.write(folder.resolve("v.safetensors")))) {
      for (String name : file.names()) {
        float[] values = file.tensor(name).toFloats();
        float[] asHalf = new float[values.length];
        float[] cut = new float[values.length];
        for (int i = 0; i < values.length; i++) {
          int upper = Float.floatToRawIntBits(values[i]) >>> 16;
          asHalf[i] = Float16.toFloat((short) upper);
          cut[i] = Float.intBitsToFloat(upper << 16);
        }
        bits.halfs(name, asHalf, file.shape(name));
        rounded.floats(name, cut, file.shape(name));
      }
    }
    try (OutputStream out = Files.newOutputStream(brains);
        OutputStream full = Files.newOutputStream(floats)) {
      var halves = new ByteArrayOutputStream();
      bits.writeTo(halves);
      out.write(withDtype(halves.toByteArray(), "F16", "BF16"));
      rounded.writeTo(full);
    }
    try (SafetensorsFile stored = SafetensorsFile.open(brains)) {
      assertThat(stored.names()).allMatch(name -> stored.dtype(name) == DType.BF16);
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray images = manager.ones(new Shape(1, 3, 24, 24));
      for (Implementation implementation : Implementation.values()) {
        try (Backbone brain = Backbones.load(brains, Device.cpu(), implementation);
            Backbone full = Backbones.load(floats, Device.cpu(), implementation)) {
          assertThat(brain.forward(images, Prompts.none(), 1).get(0))
              .isEqualTo(full.forward(images, Prompts.none(), 1).get(0));
        }
      }
    }
  }

  /** The same file with another type name in its header; the data stay as they are. */
  private static byte[] withDtype(byte[] file, String from, String to) {
    ByteBuffer old = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) old.getLong();
    String header =
        new String(file, 8, length, StandardCharsets.UTF_8)
            .strip()
            .replace("\"" + from + "\"", "\"" + to + "\"");
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer out =
        ByteBuffer.allocate(8 + padded + file.length - 8 - length).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(padded)
        .put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8));
    return out.put(file, 8 + length, file.length - 8 - length).array();
  }

  @Test
  void argumentsThatDoNotFitAreNamed() {
    Path file = NETWORK.withoutHead().write(folder.resolve("v.safetensors"));
    for (Implementation implementation : Implementation.values()) {
      try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
          Backbone vit = Backbones.load(file, Device.cpu(), implementation)) {
        NDArray images = manager.ones(new Shape(2, 3, 24, 24));
        assertRefused(() -> vit.forward(images, Prompts.none()), "taps");
        assertRefused(() -> vit.forward(images, Prompts.none(), 2), "taps");
        assertRefused(() -> vit.forward(images, Prompts.none(), 1, 0), "taps");
        assertRefused(() -> vit.forward(images, Prompts.none(), -1), "taps");
        assertRefused(
            () -> vit.forward(manager.ones(new Shape(3, 24, 24)), Prompts.none(), 0),
            "[n, 3, h, w]");
        assertRefused(
            () -> vit.forward(manager.ones(new Shape(1, 3, 24, 25)), Prompts.none(), 0),
            "multiples");
        assertRefused(
            () -> vit.forward(images, new Prompts.Additive(manager.ones(new Shape(3, 1, 16))), 0),
            "at most 2 blocks");
        assertRefused(
            () -> vit.forward(images, new Prompts.Additive(manager.ones(new Shape(1, 3, 16))), 0),
            "1 or 2 images");
        assertRefused(
            () -> vit.forward(images, new Prompts.Additive(manager.ones(new Shape(1, 1, 15))), 0),
            "width 16");
        assertRefused(
            () -> new Prompts.Additive(manager.ones(new Shape(1, 16))), "[blocks, 1 or n, dim]");
        assertRefused(
            () -> vit.resume(manager.ones(new Shape(2, 10, 15)), 0, Prompts.none(), 1),
            "[n, tokens, 16]");
        assertRefused(
            () -> vit.resume(manager.ones(new Shape(2, 10, 16)), 1, Prompts.none(), 1), "taps");
        assertRefused(
            () -> vit.resume(manager.ones(new Shape(2, 10, 16)), 2, Prompts.none(), 1),
            "a block of 0 to 1");
        assertThatThrownBy(() -> vit.logits(images))
            .isInstanceOf(BackboneException.class)
            .hasMessageContaining("head.weight");
      }
    }
  }

  @Test
  void normalisationFollowsTheName() {
    assertThat(Normalisation.forName("vit-b16-in21k")).isEqualTo(Normalisation.HALF);
    assertThat(Normalisation.forName("vit_base_patch16_224.augreg_in21k"))
        .isEqualTo(Normalisation.HALF);
    assertThat(Normalisation.forName("vit_small_patch14_dinov2.lvd142m"))
        .isEqualTo(Normalisation.IMAGENET);
    assertThat(Normalisation.forName("vit_base_patch16_clip_224")).isEqualTo(Normalisation.CLIP);
    assertThat(Normalisation.forName("mine")).isEqualTo(Normalisation.IMAGENET);
    assertThat(Normalisation.parse("[0.1, 0.2,0.3]")).containsExactly(0.1f, 0.2f, 0.3f);
  }

  @Test
  void theMetadataOverridesTheNormalisation() throws IOException {
    Path file =
        write(
            new SafetensorsWriter().metadata("mean", "0,0,0").metadata("std", "1,1,1"),
            NETWORK,
            "");
    try (Backbone vit =
        Backbones.load(file, Device.cpu(), Implementation.ND_ARRAY, OptionalInt.of(4))) {
      assertThat(vit.info().normalisation().std()).containsExactly(1f, 1f, 1f);
      assertThat(vit.info().shape().heads()).isEqualTo(4);
    }
  }

  @Test
  void theInputSizeIsTheUsualOneUnlessTheFileSaysAnother() throws IOException {
    int patch = NETWORK.patch();
    assertThat(inputSize(new SafetensorsWriter())).isEqualTo(224 / patch * patch);
    String twelve = String.valueOf(12 * patch);
    assertThat(inputSize(new SafetensorsWriter().metadata("input_size", twelve)))
        .isEqualTo(12 * patch);
    for (String lie :
        List.of("", "0", "-8", "x", "1e3", String.valueOf(12 * patch + 1), "1048576", "9999")) {
      assertThatThrownBy(() -> inputSize(new SafetensorsWriter().metadata("input_size", lie)))
          .as(lie)
          .isInstanceOf(BackboneException.class)
          .hasMessageContaining("input_size");
    }
  }

  private int inputSize(SafetensorsWriter writer) throws IOException {
    try (Backbone vit =
        Backbones.load(
            write(writer, NETWORK, ""),
            Device.cpu(),
            Implementation.ND_ARRAY,
            OptionalInt.empty())) {
      return vit.info().inputSize();
    }
  }

  private static void assertRefused(ThrowingCallable call, String expected) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  private static VitShape shape(Path path, OptionalInt heads) throws IOException {
    try (VitFile file = VitFile.open(path, heads)) {
      return file.shape();
    }
  }

  private VitShape shape(RandomVit network) throws IOException {
    try (VitFile file =
        VitFile.open(network.write(folder.resolve("v.safetensors")), OptionalInt.empty())) {
      return file.shape();
    }
  }

  private VitShape shape(SafetensorsWriter writer, RandomVit network, String without)
      throws IOException {
    try (VitFile file = VitFile.open(write(writer, network, without), OptionalInt.empty())) {
      return file.shape();
    }
  }

  /** The network's tensors and metadata, but one, in addition to what the writer holds. */
  private Path write(SafetensorsWriter writer, RandomVit network, String without)
      throws IOException {
    Path whole = network.write(folder.resolve("whole.safetensors"));
    Path target = folder.resolve("changed.safetensors");
    try (SafetensorsFile file = SafetensorsFile.open(whole);
        OutputStream out = Files.newOutputStream(target)) {
      for (String name : file.names()) {
        if (!name.equals(without)) {
          TensorView tensor = file.tensor(name);
          writer.floats(name, tensor.toFloats(), tensor.shape());
        }
      }
      file.metadata().entrySet().stream()
          .filter(entry -> !entry.getKey().equals(without))
          .forEach(entry -> writer.metadata(entry.getKey(), entry.getValue()));
      writer.writeTo(out);
    }
    return target;
  }
}
