package org.jawort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit log as an owner does who exports it. */
public record AuditReader(TestBrowser owner) {
  /** The entries of a search, the newest first. */
  public List<JsonNode> entries(String query) {
    TestBrowser.Page file = owner.get("/app/audit/audit.json" + query);
    assertThat(file.status()).as("%s", file).isEqualTo(200);
    return StreamSupport.stream(JsonMapper.shared().readTree(file.body()).spliterator(), false)
        .toList();
  }

  /** The same as lines of deed, outcome and kind. */
  public List<String> lines(String query) {
    return entries(query).stream()
        .map(e -> text(e, "deed") + " " + text(e, "outcome") + " " + text(e, "kind"))
        .toList();
  }

  /** A member of an entry as text. */
  public static String text(JsonNode entry, String member) {
    return entry.get(member).asString("");
  }
}
