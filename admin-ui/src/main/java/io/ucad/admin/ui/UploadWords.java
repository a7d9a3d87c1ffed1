package io.ucad.admin.ui;

import com.vaadin.flow.component.upload.UploadI18N;
import java.util.List;

/** The words of the upload component, which has none of ours by itself. */
final class UploadWords {
  private UploadWords() {}

  /**
   * @param drop says what may be dropped
   */
  static UploadI18N of(String drop) {
    var words = new UploadI18N();
    words.setDropFiles(new UploadI18N.DropFiles().setOne(drop).setMany(drop));
    words.setAddFiles(
        new UploadI18N.AddFiles()
            .setOne(Words.t("upload.choose"))
            .setMany(Words.t("upload.choose")));
    words.setError(
        new UploadI18N.Error()
            .setTooManyFiles(Words.t("upload.error.many"))
            .setFileIsTooBig(Words.t("upload.error.big"))
            .setIncorrectFileType(Words.t("upload.error.type")));
    words.setUploading(
        new UploadI18N.Uploading()
            .setStatus(
                new UploadI18N.Uploading.Status()
                    .setConnecting(Words.t("upload.status.connecting"))
                    .setStalled(Words.t("upload.status.stalled"))
                    .setProcessing(Words.t("upload.status.processing"))
                    .setHeld(Words.t("upload.status.held")))
            .setRemainingTime(
                new UploadI18N.Uploading.RemainingTime()
                    .setPrefix(Words.t("upload.remaining"))
                    .setUnknown(Words.t("upload.remaining.unknown")))
            .setError(
                new UploadI18N.Uploading.Error()
                    .setServerUnavailable(Words.t("upload.error.server"))
                    .setUnexpectedServerError(Words.t("upload.error.server"))
                    .setForbidden(Words.t("problem.denied"))));
    words.setUnits(
        new UploadI18N.Units()
            .setSize(List.of("B", "KB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB")));
    return words;
  }
}
