package io.ucad.pretrain.train;

import io.ucad.pretrain.stop.OrderlyEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ucad pretrain train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a small ViT from nothing but drawings. The folder holds the checkpoint, the log and the",
      "result; the same command goes on where it was stopped."
    },
    footer = {"", "Example:", "  ucad pretrain train --out run"})
public final class TrainCommand implements Callable<Integer> {
  private static final String NAME = "ucad-builtin-1";

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "For the run.")
  private Path out = Path.of("");

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--steps", defaultValue = "3400", description = "Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--scenes",
      defaultValue = "4",
      description = "Scenes of a step, of 6 images each (default: ${DEFAULT-VALUE}).")
  private int scenes;

  @Option(
      names = "--classes",
      defaultValue = "256",
      description = "Kinds of textures (default: ${DEFAULT-VALUE}).")
  private int classes;

  @Option(
      names = "--rate",
      defaultValue = "0.0006",
      description = "Peak learning rate (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--decay",
      defaultValue = "0.05",
      description = "Weight decay (default: ${DEFAULT-VALUE}).")
  private double decay;

  @Option(
      names = "--end",
      defaultValue = "0.117647",
      description =
          "Share of the steps, the last, at 224 px instead of 112 and with a falling rate (default: ${DEFAULT-VALUE}).")
  private double end;

  @Option(names = "--texture", defaultValue = "0.25", description = "Weight of the textures' loss.")
  private double texture;

  @Option(names = "--look", defaultValue = "1", description = "Weight of the descriptors' loss.")
  private double look;

  @Option(names = "--rank", defaultValue = "2", description = "Weight of the defects' loss.")
  private double rank;

  @Option(
      names = "--bfloat16",
      description =
          "Products in bfloat16 instead of float32; without such instructions it is many times slower.")
  private boolean brain;

  @Option(
      names = "--until",
      description = "Stop after this step; the schedule stays that of all steps.")
  private int until = Integer.MAX_VALUE;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    var settings =
        new Settings(seed, steps, scenes, classes, rate, decay, end, texture, look, rank, brain);
    var asked = new AtomicBoolean();
    try (var end = new OrderlyEnd(() -> asked.set(true));
        PrintWriter log =
            new PrintWriter(
                Files.newBufferedWriter(
                    out.resolve("log.txt"),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND),
                true)) {
      var trainer =
          new Trainer(
              Network.TINY,
              settings,
              out.resolve("checkpoint.safetensors"),
              line -> {
                log.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
                System.out.println(line);
              });
      TrainedVit vit = trainer.train(until, asked::get);
      vit.write(out.resolve(NAME + ".safetensors"), NAME);
      log.println("wrote " + NAME + " after step " + vit.step());
    }
    return 0;
  }
}
