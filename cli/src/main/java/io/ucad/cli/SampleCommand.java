package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.trainer.sample.SampleFactory;
import io.ucad.trainer.sample.SampleSpec;
import io.ucad.trainer.sample.TargetNotEmptyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad sample}. */
@Command(
    name = "sample",
    description = {
      "Generates a factory to try things on: products, their defects and exact masks, in MVTec",
      "layout. The same seed gives the same images."
    },
    footer = {"", "Example:", "  ucad sample --out factory --products flange,fabric --train 30"})
final class SampleCommand implements Callable<Integer> {
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A new or empty folder.")
  private Path out = Path.of("");

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--size",
      defaultValue = "256",
      paramLabel = "PX",
      description = "Side of the images, 64 to 2048 (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--train",
      defaultValue = "60",
      paramLabel = "N",
      description = "Good training images of each product (default: ${DEFAULT-VALUE}).")
  private int train;

  @Option(
      names = "--good",
      defaultValue = "20",
      paramLabel = "N",
      description = "Good test images of each product (default: ${DEFAULT-VALUE}).")
  private int good;

  @Option(
      names = "--defective",
      defaultValue = "30",
      paramLabel = "N",
      description = "Defective test images of each product (default: ${DEFAULT-VALUE}).")
  private int defective;

  @Option(
      names = "--products",
      split = ",",
      paramLabel = "NAME",
      description = "Default: all that there are.")
  private List<String> products = new ArrayList<>();

  @Override
  public Integer call() throws TargetNotEmptyException {
    SampleSpec spec = spec();
    var console = Console.standard();
    try {
      new SampleFactory(spec)
          .write(out, (done, total) -> console.progress("drawing images", done, total));
    } catch (TargetNotEmptyException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("the factory could not be written: " + e.getMessage(), e);
    } finally {
      console.closeBar();
    }
    var json = new JsonObject();
    json.addProperty("out", out.toString());
    var names = new JsonArray();
    spec.products().forEach(names::add);
    json.add("products", names);
    json.addProperty("seed", seed);
    answers.print("%s holds %s".formatted(out, String.join(", ", spec.products())), json);
    return 0;
  }

  private SampleSpec spec() {
    List<String> wanted = products.isEmpty() ? SampleSpec.allProducts() : products;
    try {
      return new SampleSpec(seed, size, train, good, defective, wanted);
    } catch (IllegalArgumentException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
  }
}
