package io.ucad.pretrain.scene;

/**
 * Images and what each of their patches shows. Images stand scene by scene, first the renderings of
 * the memory, then the queries; patches are row-major.
 *
 * @param images {@code [images, 3, side, side]}, RGB from -1 to 1
 * @param classes {@code [tokens, TEXTURES]}, the textures that cover a patch
 * @param shares {@code [tokens, TEXTURES]}, how much of it; all 0 where a defect covers the patch
 * @param descriptors {@code [tokens, DESCRIPTORS]}
 * @param damage {@code [scenes, queries * patches]}, the share of a patch that a defect covers
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public record SceneBatch(
    BatchShape shape,
    float[] images,
    long[] classes,
    float[] shares,
    float[] descriptors,
    float[] damage) {}
