package org.jawort.desk.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jawort.consent.EventType;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.PurposeStatus;
import org.jawort.consent.Statuses;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permission;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A desk at which a given consent is to be renewed. */
abstract class RenewalDesk extends StatementDesk {
  static final String ASKED = "Um Erneuerung gebeten";

  Map<String, String> wish() {
    return Map.of("point", point.toString(), "purpose", "newsletter");
  }

  Map<String, String> asked() {
    var asked = new HashMap<>(wish());
    asked.putAll(Map.of("basis", "ASKED_IN_PERSON", "askedAt", "2020-05-01T10:15"));
    return asked;
  }

  String record() {
    return owner.get("/app/contacts/" + contact).body();
  }

  String menu() {
    return owner.get("/app/contact-points/" + point + "/_menu").body();
  }

  String list() {
    return owner.get("/app/contacts?q=p" + number + "@").body();
  }

  /** Staff ask, the mail goes out; returns the message. */
  UUID renew() {
    int before = history().size();
    record();
    var answer = owner.post("/app/contacts/" + contact + "/renewal", wish());
    assertThat(answer.location()).endsWith("/app/contacts/" + contact);
    desk.server.clock().tick(Duration.ofSeconds(1));
    desk.awaitEvents(contact, before + 2);
    List<HistoryEntry> history = history();
    assertThat(history.subList(before, before + 2))
        .extracting(HistoryEntry::type)
        .containsExactly(EventType.REQUESTED, EventType.SENT);
    return history.getLast().message();
  }

  String link(Tokens.Kind kind, UUID message) {
    int tenant = desk.server.bean(Tenants.class).numberOf(desk.tenant());
    Instant end = desk.server.clock().instant().plus(Duration.ofDays(7));
    var content = new Tokens.Content(kind, tenant, message, Optional.of(end));
    String path = kind == Tokens.Kind.CONFIRM ? "/c/" : "/r/";
    return path + desk.server.bean(Tokens.class).write(content);
  }

  Permission permission() {
    return desk.server
        .bean(Permissions.class)
        .ask(
            desk.tenant(),
            Channel.EMAIL,
            "p" + number + "@example.org",
            Purposes.NEWSLETTER,
            MessageClass.ADVERTISING);
  }

  PurposeStatus stands() {
    var id = new ContactPointId(point);
    return desk.server.bean(Statuses.class).of(desk.tenant(), List.of(id)).get(id).getFirst();
  }

  String run() {
    return desk.server
        .bean(Database.class)
        .read(
            desk.tenant(),
            connection ->
                desk.server
                    .bean(JdbcClient.class)
                    .sql(
                        "SELECT status FROM run WHERE contact_point_id = ? ORDER BY id DESC LIMIT 1")
                    .param(point)
                    .query(String.class)
                    .single());
  }

  static String[] mail(byte[] raw) throws Exception {
    var message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    var parts = (MimeMultipart) message.getContent();
    return new String[] {
      message.getSubject(),
      parts.getBodyPart(0).getContent().toString(),
      parts.getBodyPart(1).getContent().toString()
    };
  }
}
