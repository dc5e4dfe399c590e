package org.jawort.consent.dossier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The mails: each that was accepted is told as its event commits to it, and each that an event
 * commits to is told. What was not accepted proves nothing, and no event commits to it.
 */
final class MailsCheck {
  /** So many of the latest does a dossier tell. */
  private static final int MOST = 100;

  private static final Set<String> HANDED_OVER = Set.of("SENT", "MAILED");

  private final Report report;
  private final JsonNode sections;

  MailsCheck(Report report, JsonNode sections) {
    this.report = report;
    this.sections = sections;
  }

  void run() {
    Map<String, List<JsonNode>> committed = committed();
    Map<String, JsonNode> told = new HashMap<>();
    for (JsonNode mail : sections.path("mails")) {
      String id = mail.path("id").asString("");
      List<JsonNode> records = committed.getOrDefault(id, List.of());
      boolean accepted = mail.path("status").asString("").equals("ACCEPTED");
      boolean same =
          accepted != records.isEmpty()
              && records.stream().allMatch(record -> isAsCommitted(mail, record));
      if (told.put(id, mail) != null || !same) {
        report.fails("mail.other", id);
      }
    }
    latest(committed).stream()
        .filter(id -> !told.containsKey(id))
        .forEach(id -> report.fails("mail.missing", id));
  }

  /** By mail; one that asked for several consents has an event for each of their purposes. */
  private Map<String, List<JsonNode>> committed() {
    var committed = new LinkedHashMap<String, List<JsonNode>>();
    Set<String> said = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (JsonNode event : sections.path("events")) {
      JsonNode record = event.path("record");
      if (HANDED_OVER.contains(record.path("type").asString(""))) {
        String id = record.path("message").asString("");
        committed.computeIfAbsent(id, none -> new ArrayList<>()).add(record);
        if (!said.add(id + " " + record.path("purpose").asString("")) && twice.add(id)) {
          report.fails("mail.twice", id);
        }
      }
    }
    return committed;
  }

  private static List<String> latest(Map<String, List<JsonNode>> committed) {
    return committed.keySet().stream().sorted(Comparator.reverseOrder()).limit(MOST).toList();
  }

  private static boolean isAsCommitted(JsonNode mail, JsonNode record) {
    JsonNode receipt = record.path("evidence").path("mail");
    JsonNode attempts = mail.path("attempts");
    return mail.path("sha256AsSent").equals(receipt.path("sha256"))
        && mail.path("bytesAsSent").asLong() == receipt.path("size").asLong()
        && mail.path("answer").equals(receipt.path("answer"))
        && Moments.same(mail.path("createdAt"), receipt.path("queuedAt"))
        && Moments.same(mail.path("answeredAt"), record.path("at"))
        && (attempts.isNull() || attempts.asLong() == receipt.path("attempts").asLong())
        && mail.path("campaign").equals(record.path("campaign"))
        && mail.path("campaignVersion").asLong() == record.path("campaignVersion").asLong();
  }
}
