package io.ucad.detector.backbone;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A published checkpoint that is known to work.
 *
 * @param name by which users ask for it, {@code [a-z0-9][a-z0-9_.-]{0,62}}
 * @param source where its file is
 * @param maxBytes more than this is not downloaded
 */
public record BackbonePreset(String name, URI source, long maxBytes) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,62}");
  private static final long MIB = 1 << 20;

  public BackbonePreset {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "expected a name of the form " + NAME + ", found '" + name + "'");
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("expected a positive size, found " + maxBytes);
    }
  }

  /** The paper's backbone first, then by family and size. */
  public static List<BackbonePreset> known() {
    return List.of(
        timm("vit-b16-in21k", "vit_base_patch16_224.augreg_in21k", 480),
        timm("deit-ti16", "deit_tiny_patch16_224.fb_in1k", 32),
        timm("deit-s16", "deit_small_patch16_224.fb_in1k", 110),
        timm("dino-s16", "vit_small_patch16_224.dino", 110),
        timm("dino-s8", "vit_small_patch8_224.dino", 110),
        timm("dino-b16", "vit_base_patch16_224.dino", 400),
        timm("dino-b8", "vit_base_patch8_224.dino", 400),
        timm("dinov2-s14", "vit_small_patch14_dinov2.lvd142m", 110),
        timm("dinov2-b14", "vit_base_patch14_dinov2.lvd142m", 400),
        timm("dinov2-s14-reg", "vit_small_patch14_reg4_dinov2.lvd142m", 110),
        timm("dinov2-b14-reg", "vit_base_patch14_reg4_dinov2.lvd142m", 400));
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  private static BackbonePreset timm(String name, String repository, long mebibytes) {
    URI source =
        URI.create("https://huggingface.co/timm/" + repository + "/resolve/main/model.safetensors");
    return new BackbonePreset(name, source, mebibytes * MIB);
  }
}
