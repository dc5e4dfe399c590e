package org.jawort.consent.dossier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.consent.log.CanonicalJson;
import org.jawort.consent.log.Encoding;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.VerifierKey;
import org.jawort.platform.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a dossier that is JSON. */
final class JsonCheck {
  private static final List<String> MEMBERS =
      List.of(DossierJson.KIND, DossierJson.SEAL, DossierJson.SECTIONS);
  private static final String SHA256 = "sha256";

  /** What every dossier has, be it empty: leaving one out is leaving something out. */
  private static final List<String> REQUIRED =
      List.of(
          "consentRecord",
          "controller",
          "contact",
          "contactPoint",
          "wordings",
          "events",
          "forms",
          "mails",
          "fetches",
          "permissions",
          "explanation",
          "files",
          "log",
          "timeStamps");

  private final Report report;
  private final Trusted trusted;
  private @Nullable String id;
  private @Nullable VerifierKey key;

  JsonCheck(Report report, Trusted trusted) {
    this.report = report;
    this.trusted = trusted;
  }

  /** The id of the dossier, once it was read. */
  Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The key that sealed it, once it was read. */
  Optional<VerifierKey> key() {
    return Optional.ofNullable(key);
  }

  void run(byte[] file) {
    try {
      JsonNode dossier = parsed(file);
      if (dossier != null) {
        check(dossier);
      }
    } catch (MalformedException e) {
      report.fails("malformed", String.valueOf(e.getMessage()));
    }
  }

  /** Null where it is not written in the one form; then that was reported. */
  private @Nullable JsonNode parsed(byte[] file) {
    String text = Encoding.utf8(file);
    String again = "";
    try {
      JsonNode dossier = JsonMapper.shared().readTree(text);
      again = CanonicalJson.of(dossier);
      if (again.equals(text) && members(dossier)) {
        report.holds("json.form");
        return dossier;
      }
    } catch (JacksonException e) {
      var where = e.getLocation();
      return broken(text, where == null ? 0 : (int) Math.max(0, where.getCharOffset()));
    } catch (IllegalArgumentException e) {
      return broken(text, 0);
    }
    int differs = Arrays.mismatch(text.toCharArray(), again.toCharArray());
    return broken(text, Math.max(0, differs));
  }

  private static boolean members(JsonNode dossier) {
    return dossier.isObject()
        && List.copyOf(dossier.propertyNames()).equals(MEMBERS)
        && dossier.path(DossierJson.KIND).asString("").equals(DossierJson.FORMAT)
        && dossier.path(DossierJson.SECTIONS).isObject();
  }

  private @Nullable JsonNode broken(String text, int at) {
    Optional<String> section = SectionAt.of(text, at);
    if (section.isPresent()) {
      report.fails("json.form.section", String.valueOf(at), report.section(section.get()));
    } else {
      report.fails("json.form.wrong", String.valueOf(at));
    }
    return null;
  }

  private void check(JsonNode dossier) {
    Seal seal = Seal.parse(DossierJson.FORMAT, dossier.path(DossierJson.SEAL).asString(""));
    id = seal.value(DossierJson.ID);
    key = seal.key();
    if (KeyCheck.run(report, seal, trusted.keys(), "json.seal")) {
      JsonNode sections = dossier.path(DossierJson.SECTIONS);
      sections(seal, sections);
      files(sections.path("files"));
      new EventsCheck(report, seal.key()).run(sections, new StampsCheck(report, trusted));
      WitnessesCheck.run(report, sections, trusted.witnesses());
      // What a stranger changed was found by now; what is left could only be its author's doing.
      if (report.allHolds()) {
        new ToldCheck(report, sections).run();
      }
    }
  }

  private void sections(Seal seal, JsonNode sections) {
    var sealed = new ArrayList<String>();
    for (Seal.Line line : seal.lines().subList(1, seal.lines().size())) {
      if (sealed.contains(line.name())) {
        report.fails("section.twice", report.section(line.name()));
      }
      sealed.add(line.name());
      JsonNode section = sections.get(line.name());
      String words = report.section(line.name());
      if (section == null) {
        report.fails("section.missing", words);
      } else if (DossierJson.hash(section).equals(line.value())) {
        report.holds("section.same", words);
      } else {
        report.fails("section.changed", words);
      }
    }
    for (String name : REQUIRED) {
      if (!sealed.contains(name)) {
        report.fails("section.missing", report.section(name));
      }
    }
    for (Map.Entry<String, JsonNode> section : sections.properties()) {
      if (!sealed.contains(section.getKey())) {
        report.fails("section.added", report.section(section.getKey()));
      }
    }
  }

  private void files(JsonNode files) {
    for (JsonNode file : files) {
      JsonNode content = file.path("content");
      if (content.isString()) {
        byte[] bytes = Base64.getDecoder().decode(content.asString());
        String name = file.path("name").asString("");
        if (Sha256.hex(bytes).equals(file.path(SHA256).asString(""))) {
          report.holds("file.same", name);
        } else {
          report.fails("file.changed", name);
        }
      }
    }
  }
}
