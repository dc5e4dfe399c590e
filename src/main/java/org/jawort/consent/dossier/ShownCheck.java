package org.jawort.consent.dossier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What people saw: forms, wordings and files are those that the events commit to. */
final class ShownCheck {
  private static final String WORDINGS = "wordings";

  private final Report report;
  private final JsonNode sections;

  /** What is committed to: hashes of forms, words by their id, and files by theirs. */
  private final Map<String, String> forms = new HashMap<>();

  private final Map<String, String> words = new HashMap<>();
  private final Map<String, JsonNode> files = new HashMap<>();

  ShownCheck(Report report, JsonNode sections) {
    this.report = report;
    this.sections = sections;
  }

  void run() {
    for (JsonNode event : sections.path("events")) {
      collect(event.path("record"));
    }
    forms();
    wordings();
    files();
  }

  private void collect(JsonNode record) {
    JsonNode evidence = record.path("evidence");
    if (record.path("form").isString() && !evidence.isEmpty()) {
      forms.put(
          record.path("form").asString("") + " " + record.path("formVersion").asInt(0),
          evidence.path("form").asString(""));
    }
    for (JsonNode box : evidence.path("boxes")) {
      if (box.path("wording").isString()) {
        words.put(box.path("wording").asString(""), box.path("text").asString(""));
      }
    }
    for (JsonNode asked : evidence.path("asked")) {
      words.put(asked.path("id").asString(""), asked.path("text").asString(""));
    }
    JsonNode file = evidence.path("declaration").path("file");
    if (file.isObject()) {
      files.put(file.path("id").asString(""), file);
    }
  }

  private void forms() {
    Set<String> told = new HashSet<>();
    for (JsonNode form : sections.path("forms")) {
      String name = form.path("id").asString("") + " " + form.path("version").asInt(0);
      boolean committed = DossierJson.hash(form).equals(forms.get(name));
      if (!told.add(name) || !committed) {
        report.fails("shown.form.other", form.path("version").asInt(0));
      }
    }
    forms.keySet().stream()
        .filter(name -> !told.contains(name))
        .forEach(name -> report.fails("shown.form.missing", name));
  }

  /** Word for word as the events have them, and otherwise as the form or the request has them. */
  private void wordings() {
    Set<String> told = new HashSet<>();
    for (JsonNode wording : sections.path(WORDINGS)) {
      String id = wording.path("id").asString("");
      boolean same =
          wording.path("text").asString("").equals(words.get(id)) && isCommitted(wording);
      if (!told.add(id) || !same) {
        report.fails("wording.other", wording.path("version").asInt(0));
      }
    }
    words.keySet().stream()
        .filter(id -> !told.contains(id))
        .forEach(id -> report.fails("wording.missing", id));
  }

  private boolean isCommitted(JsonNode wording) {
    for (JsonNode form : sections.path("forms")) {
      if (form.path(WORDINGS).valueStream().anyMatch(one -> DossierJson.same(one, wording))) {
        return true;
      }
    }
    for (JsonNode event : sections.path("events")) {
      JsonNode asked = event.path("record").path("evidence").path("asked");
      if (asked.valueStream().anyMatch(one -> DossierJson.same(one, wording))) {
        return true;
      }
    }
    return false;
  }

  private void files() {
    Set<String> told = new HashSet<>();
    for (JsonNode file : sections.path("files")) {
      String id = file.path("id").asString("");
      JsonNode committed = files.get(id);
      boolean same =
          committed != null
              && file.path("content").isString()
              && file.path("sha256").equals(committed.path("sha256"))
              && file.path("name").equals(committed.path("name"))
              && file.path("type").equals(committed.path("type"))
              && file.path("size").asLong() == committed.path("size").asLong();
      if (!told.add(id) || !same) {
        report.fails("file.other", file.path("name").asString(""));
      }
    }
    files.forEach(
        (id, file) -> {
          if (!told.contains(id)) {
            report.fails("file.missing", file.path("name").asString(""));
          }
        });
  }
}
