package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import io.ucad.admin.inspect.Lookalike;
import io.ucad.admin.inspect.LookalikeService;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.ImageRow;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.IntakeReport;
import io.ucad.admin.task.Split;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;

/** Takes images: dropped one by one or many at once, or as a zip in MVTec layout. */
final class UploadPanel extends Div {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_IMAGE = 64 << 20;
  private static final long LONGEST = 20L << 30;
  private static final int EVERY = 25;
  private static final int SHOWN = 20;

  private final transient ImageService images;
  private final transient LookalikeService lookalikes;
  private final transient Background background;
  private final String task;
  private final Select<Split> split = new Select<>();
  private final ComboBox<String> label = new ComboBox<>(Words.t("upload.label"));
  private final Span progress = Parts.text("muted", "");
  private final Div report = Parts.box("column");
  private final transient Runnable changed;

  /** What was chosen, for the threads of requests, which may not look at fields of the screen. */
  private volatile Split wanted = Split.TRAIN;

  private volatile String kind = ImageRow.GOOD;

  /**
   * @param changed is told when images were added and the report was read
   */
  UploadPanel(
      ImageService images,
      LookalikeService lookalikes,
      Background background,
      String task,
      Runnable changed) {
    this.images = images;
    this.lookalikes = lookalikes;
    this.background = background;
    this.task = task;
    this.changed = changed;
    addClassName("panel");
    var upload = new Upload(new StreamedUpload(LONGEST, this::receive));
    upload.setAcceptedFileExtensions(".png", ".jpg", ".jpeg", ".zip");
    upload.setI18n(UploadWords.of(Words.t("upload.drop")));
    upload.addAllFinishedListener(event -> finish(upload));
    split.setLabel(Words.t("upload.split"));
    split.setItems(Split.values());
    split.setValue(Split.TRAIN);
    split.setItemLabelGenerator(value -> Words.t("split", value));
    split.addValueChangeListener(
        change -> {
          wanted = change.getValue();
          label.setEnabled(wanted == Split.TEST);
          label.setValue(ImageRow.GOOD);
        });
    label.setItems(images.labels(task));
    label.setAllowCustomValue(true);
    label.addCustomValueSetListener(event -> label.setValue(event.getDetail()));
    label.setValue(ImageRow.GOOD);
    label.addValueChangeListener(
        change -> kind = change.getValue() == null ? "" : change.getValue());
    label.setEnabled(false);
    label.setHelperText(Words.t("upload.label.help"));
    add(
        new com.vaadin.flow.component.html.H2(Words.t("upload.title")),
        new Paragraph(Words.t("upload.lead")),
        Parts.box("row top", split, label),
        upload,
        progress,
        report);
  }

  /** Runs in the thread of the request; the stream is read as it comes. */
  private void receive(UploadEvent event) throws IOException {
    UI ui = event.getUI();
    String file = event.getFileName();
    try (InputStream in = event.getInputStream()) {
      IntakeReport taken =
          file.toLowerCase(java.util.Locale.ROOT).endsWith(".zip")
              ? images.addZip(task, in, done -> tell(ui, done))
              : images.add(task, file, in.readNBytes(LONGEST_IMAGE + 1), wanted, kind);
      Future<?> unused = ui.access(() -> show(file, taken));
    } catch (UserProblem e) {
      Future<?> unused = ui.access(() -> refuse(file, e));
    }
  }

  private void tell(UI ui, int done) {
    if (done % EVERY == 0) {
      Future<?> unused = ui.access(() -> progress.setText(Words.t("upload.progress", done)));
    }
  }

  private void refuse(String file, UserProblem problem) {
    report.add(
        Parts.box("remark bad", Parts.text("strong", file), new Span(Sentences.of(problem))));
  }

  private void show(String file, IntakeReport taken) {
    progress.setText("");
    var line =
        Parts.box(
            taken.refused() == 0 ? "remark good" : "remark",
            Parts.text("strong", file),
            new Span(Words.t("upload.done", taken.images(), taken.masks(), taken.refused())));
    if (!taken.remarks().isEmpty()) {
      var list = new UnorderedList();
      taken.remarks().stream()
          .limit(SHOWN)
          .forEach(
              remark ->
                  list.add(
                      new ListItem(
                          Words.t("fault", remark.fault())
                              + ": "
                              + remark.file()
                              + " – "
                              + remark.detail())));
      line.add(list);
    }
    report.add(line);
  }

  private void finish(Upload upload) {
    upload.clearFileList();
    Button close = Parts.plain(Words.t("upload.close"), VaadinIcon.REFRESH, changed);
    report.add(close);
    progress.setText(Words.t("lookalike.working"));
    background.run(
        () -> lookalikes.check(task),
        found -> {
          progress.setText("");
          found.ifPresent(this::warn);
        },
        problem -> progress.setText(Words.t("lookalike.failed", Sentences.of(problem))));
  }

  private void warn(Lookalike found) {
    report.addComponentAsFirst(
        Parts.box(
            "remark",
            new Span(
                Words.t(
                    "lookalike.found",
                    found.images(),
                    found.asked(),
                    found.other(),
                    "v" + found.version()))));
  }
}
