package org.jawort.consent.dossier;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import tools.jackson.databind.JsonNode;

/**
 * Compares what a dossier tells with what the records of its events commit to: whoever owns the
 * database may write what they like into its tables, and this is where it is noticed.
 */
final class ToldCheck {
  private static final List<String> OF_EVENT = List.of("id", "at", "type", "status");

  private final Report report;
  private final JsonNode sections;
  private final List<JsonNode> events;

  ToldCheck(Report report, JsonNode sections) {
    this.report = report;
    this.sections = sections;
    this.events = sections.path("events").valueStream().toList();
  }

  void run() {
    events();
    address();
    standings();
    new NoticesCheck(report, sections).run();
    new PurposesCheck(report, sections).run();
    new ShownCheck(report, sections).run();
    new MailsCheck(report, sections).run();
  }

  private void events() {
    boolean whole = !sections.has("restriction");
    JsonNode madeAt = sections.path("consentRecord").path("created");
    int number = 0;
    for (JsonNode event : events) {
      number++;
      if (event.path("number").asInt(0) != number) {
        report.fails("event.order", number);
      }
      JsonNode record = event.path("record");
      if (record.isMissingNode()) {
        if (whole && !Moments.isLongBefore(event.path("at"), madeAt)) {
          report.fails("event.lost", number);
        }
      } else if (!isAsTold(event, record)) {
        report.fails("event.told", number);
      }
    }
    once("id");
    once("position");
    consentRecord();
  }

  /** The same moment is written with fewer digits in one place than in the other. */
  private static boolean isAsTold(JsonNode event, JsonNode record) {
    return OF_EVENT.stream()
            .allMatch(
                member ->
                    member.equals("at")
                        ? Moments.same(event.path(member), record.path(member))
                        : event.path(member).equals(record.path(member)))
        && event.path("actor").path("kind").equals(record.path("actor"))
        && event.path("actor").path("id").equals(record.path("actorId"));
  }

  private void once(String member) {
    Set<String> seen = new HashSet<>();
    for (JsonNode event : events) {
      if (!seen.add(event.path(member).asString(""))) {
        report.fails("event.twice", event.path("number").asInt(0));
      }
    }
  }

  /** The record by ISO/IEC TS 27560 tells each event once more. */
  private void consentRecord() {
    JsonNode told = sections.path("consentRecord").path("events");
    boolean same =
        told.size() == events.size()
            && IntStream.range(0, events.size())
                .allMatch(
                    i ->
                        told.path(i).path("event_id").equals(events.get(i).path("id"))
                            && told.path(i).path("event_time").equals(events.get(i).path("at"))
                            && told.path(i).path("event_type").equals(events.get(i).path("type")));
    if (!same) {
      report.fails("record.other");
    }
  }

  /** Each address that an event commits to is that of the contact point. */
  private void address() {
    JsonNode point = sections.path("contactPoint");
    Set<String> known =
        events.stream()
            .map(event -> event.path("record").path("evidence").path("address"))
            .filter(JsonNode::isString)
            .map(address -> key(point, address.asString("")))
            .collect(Collectors.toSet());
    known.remove(key(point, point.path("address").asString("")));
    if (!known.isEmpty()) {
      report.fails("address.other");
    }
  }

  private static String key(JsonNode point, String address) {
    return CheckedAddress.parse(Channel.valueOf(point.path("channel").asString("EMAIL")), address)
        .map(CheckedAddress::key)
        .orElse(address);
  }

  /** Where it stands is where the last event that led anywhere left it. */
  private void standings() {
    for (JsonNode consent : sections.path("contactPoint").path("consents")) {
      String status = "UNKNOWN";
      for (JsonNode event : events) {
        if (event.path("purpose").equals(consent.path("purpose"))) {
          status = event.path("status").asString(status);
        }
      }
      if (!consent.path("status").asString("").equals(status)) {
        report.fails("status.other", consent.path("purpose").asString(""));
      }
    }
  }
}
