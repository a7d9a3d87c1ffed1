package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.task.ImageRow;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.IntakeReport;
import io.ucad.admin.task.Split;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The images of tasks. */
@RestController
@RequestMapping("/api/v1/tasks/{task}/images")
@Tag(name = "images")
class ImageApi {
  private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

  private final ImageService images;

  ImageApi(ImageService images) {
    this.images = images;
  }

  /** Images of a task, training images first. */
  @GetMapping
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiImage> list(
      @PathVariable String task,
      @RequestParam(required = false) @Nullable Split split,
      @RequestParam(defaultValue = "") @Size(max = 63) String label,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(
        images.list(task, split, label, page, size),
        ApiImage::of,
        page,
        size,
        images.count(task, split, label));
  }

  /**
   * Adds one image (PNG or JPEG), many (the files of a form), or a zip in MVTec layout. The body is
   * read as it comes. Sending the same again adds nothing: the same bytes are in a task once.
   *
   * @param name of the file, for one image
   * @param split of images; a zip brings its own
   * @param label of images; a zip brings its own
   */
  @PostMapping
  @PreAuthorize("hasRole('OPERATOR')")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = "application/zip",
            schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = Form.class))
      })
  public ApiIntake add(
      @PathVariable String task,
      @RequestParam(defaultValue = "image.png") @Size(max = 255) String name,
      @RequestParam(defaultValue = "TRAIN") Split split,
      @RequestParam(defaultValue = ImageRow.GOOD) @Size(max = 63) String label,
      HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    MediaType type = ImageBody.type(request);
    if (ZIP.includes(type)) {
      return ApiIntake.of(List.of(images.addZip(task, request.getInputStream(), done -> {})));
    }
    List<IntakeReport> reports = new ArrayList<>();
    if (MediaType.MULTIPART_FORM_DATA.includes(type)) {
      ImageParts.read(
          request,
          (file, in) -> reports.add(images.add(task, file, ImageBody.bytes(in), split, label)));
    } else if (ImageBody.isImage(type)) {
      byte[] bytes = ImageBody.bytes(request.getInputStream());
      reports.add(images.add(task, name, bytes, split, label));
    } else {
      throw new HttpMediaTypeNotSupportedException(
          type,
          List.of(MediaType.IMAGE_PNG, MediaType.IMAGE_JPEG, ZIP, MediaType.MULTIPART_FORM_DATA));
    }
    return ApiIntake.of(reports);
  }

  /** Puts images to another split or label. */
  @PatchMapping
  @PreAuthorize("hasRole('OPERATOR')")
  public Changed relabel(@PathVariable String task, @Valid @RequestBody Relabel wanted) {
    return new Changed(images.relabel(task, wanted.ids(), wanted.split(), wanted.label()));
  }

  /** Takes images out of a task; jobs that learned from them keep their snapshot. */
  @DeleteMapping
  @PreAuthorize("hasRole('OPERATOR')")
  public Changed delete(
      @PathVariable String task, @RequestParam @NotEmpty @Size(max = PageOf.MOST) List<Long> id) {
    return new Changed(images.delete(task, id));
  }

  /** One image. */
  @GetMapping("/{id}")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiImage get(@PathVariable String task, @PathVariable long id) {
    return ApiImage.of(images.get(task, id));
  }

  /** A small picture of an image, at most 192 px long. */
  @GetMapping(path = "/{id}/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> thumbnail(@PathVariable String task, @PathVariable long id) {
    return Picture.of(MediaType.IMAGE_JPEG, images.thumbnail(images.get(task, id).sha256()));
  }

  /** The bytes of an image as they were sent. */
  @GetMapping(
      path = "/{id}/original",
      produces = {MediaType.IMAGE_PNG_VALUE, MediaType.IMAGE_JPEG_VALUE})
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> original(@PathVariable String task, @PathVariable long id) {
    return Picture.sent(images.original(images.get(task, id).sha256()));
  }

  /** Images to put to another split or label. */
  record Relabel(
      @NotNull @Size(min = 1, max = PageOf.MOST) List<Long> ids,
      @NotNull Split split,
      @NotNull @Size(min = 1, max = 63) String label) {}

  /** How many images changed. */
  record Changed(int images) {}

  /** A form with files. */
  @SuppressWarnings("UnusedVariable") // for the document only
  record Form(List<MultipartFile> file) {}
}
