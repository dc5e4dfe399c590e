package org.jawort.desk.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jawort.consent.Evidence;
import org.jawort.consent.MailReceipt;
import org.jawort.consent.ShownPage;
import org.jawort.consent.StatedBasis;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** What backs an event, line by line: what was shown, said, asked and sent. */
final class EvidenceLines {
  private final DocumentWords documentWords;

  EvidenceLines(DocumentWords documentWords) {
    this.documentWords = documentWords;
  }

  /** Adds what a machine kept of it; nothing where there is none. */
  void add(Lines lines, @Nullable Evidence evidence) {
    if (evidence != null) {
      lines
          .add("evidence.address", evidence.address())
          .add("evidence.page", evidence.page())
          .add("evidence.policy", evidence.privacyPolicy())
          .add("evidence.policyVersion", evidence.privacyPolicyVersion())
          .add("evidence.ip", evidence.ip())
          .add("evidence.agent", evidence.userAgent())
          .add("evidence.note", evidence.note());
      page(lines, evidence.shown());
      mailed(lines, evidence.mail());
      asking(lines, evidence.asking());
    }
  }

  /** On what basis the person was asked (B-05). */
  private void asking(Lines lines, @Nullable StatedBasis asking) {
    if (asking != null && asking.basis() != null) {
      String basis = documentWords.room("asking.basis." + asking.basis());
      boolean ofKey = asking.stated() == StatedBasis.Occasion.WITH_KEY;
      lines
          .add("evidence.asking", basis, true, false)
          .add("evidence.asking.note", asking.note())
          .add(
              "evidence.asking.at",
              asking.askedAt() == null ? null : documentWords.moment(asking.askedAt()))
          .add(
              "evidence.asking.stated",
              ofKey ? documentWords.room("asking.stated.WITH_KEY") : null);
    }
  }

  /** The page whose button was pressed, as it was shown. */
  private static void page(Lines lines, @Nullable ShownPage page) {
    if (page != null) {
      lines
          .add("evidence.landing", page.heading() + "\n" + plain(page.text()))
          .add("evidence.landing.words", String.join("\n", page.wordings()))
          .add("evidence.landing.button", page.button())
          .add("evidence.landing.otherwise", page.otherwise())
          .add("evidence.policy", page.privacyPolicy())
          .add("evidence.policyVersion", page.privacyPolicyVersion());
    }
  }

  /** The text of a page, which has nothing in it but paragraphs, lists and what is in them. */
  private static String plain(String html) {
    String lines = html.replace("<li>", "– ").replaceAll("</(p|li|ul|ol)>|<br ?/?>", "\n");
    return HtmlUtils.htmlUnescape(lines.replaceAll("<[^>]*>", "")).strip();
  }

  private void mailed(Lines lines, @Nullable MailReceipt mail) {
    if (mail != null) {
      lines
          .add("mail.answer", mail.answer())
          .add("mail.size", documentWords.bytes(mail.size()))
          .mono("mail.sha256", documentWords.grouped(mail.sha256()));
    }
  }

  /** What was said to staff, as it stands in the committed record. */
  List<Lines.Line> declaration(Dossier.Event event) {
    if (event.opened() == null) {
      return List.of();
    }
    var lines = new ArrayList<Lines.Line>();
    declaration("", event.opened().record().path("evidence").path("declaration"), lines);
    lines.sort(Comparator.comparingInt(line -> line.strong() ? 0 : 1));
    return lines;
  }

  private void declaration(String prefix, JsonNode node, List<Lines.Line> lines) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String key = prefix + member.getKey();
      if (member.getValue().isObject()) {
        declaration(key + ".", member.getValue(), lines);
      } else if (!member.getValue().isNull()) {
        String value = readable(member.getValue().asString());
        boolean basis = key.equals("basis");
        lines.add(
            new Lines.Line(
                documentWords.code("declaration", key),
                basis ? documentWords.code("basis", value) : value,
                basis,
                false));
      }
    }
  }

  /** Moments and days as people read them, and everything else as it stands there. */
  private String readable(String value) {
    if (value.matches("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z")) {
      return documentWords.moment(Instant.parse(value));
    }
    return value.matches("\\d{4}-\\d{2}-\\d{2}")
        ? documentWords.day(LocalDate.parse(value))
        : value;
  }
}
