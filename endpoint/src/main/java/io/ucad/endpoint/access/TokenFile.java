package io.ucad.endpoint.access;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Tokens in a file that holds their hashes only, readable by its owner. Replaced as a whole, never
 * written in place; one writer at a time.
 */
public final class TokenFile {
  private static final String FORMAT = "ucad-tokens";
  private static final int VERSION = 1;
  private static final int MAX_BYTES = 1 << 20;
  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

  private final Path file;
  private final InstantSource clock;

  public TokenFile(Path file, InstantSource clock) {
    this.file = file.toAbsolutePath();
    this.clock = clock;
  }

  Path path() {
    return file;
  }

  /**
   * The tokens in the order created; none if there is no file.
   *
   * @throws TokenException if the file is damaged or cannot be read
   */
  public List<Token> list() {
    try {
      return Files.exists(file) ? read() : List.of();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Adds a token and gives its text, which is kept nowhere.
   *
   * @throws TokenException if the name is taken, or the file cannot be read or written
   */
  public String create(String name, Set<Scope> scopes, Optional<Duration> validFor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String secret = Secret.random(new SecureRandom());
    var token = new Token(name, scopes, Secret.hash(secret), now, validFor.map(now::plus));
    change(
        tokens -> {
          if (tokens.stream().anyMatch(t -> t.name().equals(name))) {
            throw new TokenException(
                "expected a new name, found that there is a token '%s' in %s already; revoke it or choose another name"
                    .formatted(name, file));
          }
          List<Token> more = new ArrayList<>(tokens);
          more.add(token);
          return more;
        });
    return secret;
  }

  /**
   * Removes a token; a running endpoint refuses it within a second.
   *
   * @throws TokenException if there is none of that name
   */
  public void revoke(String name) {
    change(
        tokens -> {
          List<Token> rest = tokens.stream().filter(t -> !t.name().equals(name)).toList();
          if (rest.size() == tokens.size()) {
            throw new TokenException(
                "expected the name of a token in %s %s, found '%s'"
                    .formatted(file, tokens.stream().map(Token::name).toList(), name));
          }
          return rest;
        });
  }

  private void change(UnaryOperator<List<Token>> how) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(
                lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly());
        var held = channel.lock()) {
      write(how.apply(list()));
    } catch (IOException e) {
      throw new TokenException(
          "expected to write the tokens %s, found %s; the tokens are as they were"
              .formatted(file, e),
          e);
    }
  }

  private void write(List<Token> tokens) throws IOException {
    Path staged = Files.createTempFile(file.getParent(), ".tokens", ".new", ownerOnly());
    try {
      try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
        channel.write(StandardCharsets.UTF_8.encode(JSON.toJson(json(tokens)) + "\n"));
        channel.force(true);
      }
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(staged);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static JsonObject json(List<Token> tokens) {
    var list = new JsonArray();
    for (Token token : tokens) {
      var json = new JsonObject();
      json.addProperty("name", token.name());
      var scopes = new JsonArray();
      new TreeSet<>(token.scopes()).forEach(scope -> scopes.add(scope.word()));
      json.add("scopes", scopes);
      json.addProperty("sha256", token.sha256());
      json.addProperty("created", token.created().toString());
      token.expires().ifPresent(at -> json.addProperty("expires", at.toString()));
      list.add(json);
    }
    var json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("version", VERSION);
    json.add("tokens", list);
    return json;
  }

  private List<Token> read() throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw damaged("at most " + MAX_BYTES + " bytes");
    }
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      if (!json.get("format").getAsString().equals(FORMAT)
          || json.get("version").getAsInt() != VERSION) {
        throw damaged("the format %s, version %d".formatted(FORMAT, VERSION));
      }
      List<Token> tokens = new ArrayList<>();
      for (JsonElement element : json.getAsJsonArray("tokens")) {
        tokens.add(token(element.getAsJsonObject()));
      }
      return tokens;
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | NullPointerException
        | NumberFormatException
        | DateTimeException e) {
      throw new TokenException(
          "expected tokens in %s, found a damaged file; restore it or create the tokens anew"
              .formatted(file),
          e);
    }
  }

  private Token token(JsonObject json) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (JsonElement word : json.getAsJsonArray("scopes")) {
      scopes.add(
          Scope.of(word.getAsString()).orElseThrow(() -> damaged("the scopes that there are")));
    }
    return new Token(
        json.get("name").getAsString(),
        scopes,
        json.get("sha256").getAsString(),
        Instant.parse(json.get("created").getAsString()),
        Optional.ofNullable(json.get("expires")).map(at -> Instant.parse(at.getAsString())));
  }

  private TokenException damaged(String expected) {
    return new TokenException(
        "expected %s in %s, found something else; restore the file or create the tokens anew"
            .formatted(expected, file));
  }

  private TokenException unreadable(IOException e) {
    return new TokenException("expected readable tokens in %s, found %s".formatted(file, e), e);
  }
}
