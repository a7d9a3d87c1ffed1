package io.ucad.serving.pack;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** The file {@code package.json}: what a package holds, with lengths and checksums. */
final class PackageManifest {
  static final String FILE = "package.json";

  private PackageManifest() {}

  static String text(
      String version, String backboneSha256, boolean referenced, List<PackagedFile> files) {
    var backbone = new JsonObject();
    backbone.addProperty("sha256", backboneSha256);
    backbone.addProperty("referenced", referenced);
    var listed = new JsonArray();
    for (PackagedFile file : files) {
      var json = new JsonObject();
      json.addProperty("path", file.path());
      json.addProperty("bytes", file.bytes());
      json.addProperty("sha256", file.sha256());
      listed.add(json);
    }
    var json = new JsonObject();
    json.addProperty("format", "ucad-package");
    json.addProperty("formatVersion", 1);
    json.addProperty("version", version);
    json.add("backbone", backbone);
    json.add("files", listed);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
  }
}
