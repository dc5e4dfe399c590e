package org.jawort.transfer.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.file.TableFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as other products export them, which nobody should have to map by hand. */
class KnownExportsTest {
  static Stream<Arguments> exports() {
    return Stream.of(
        Arguments.of(
            "Mailchimp",
            "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LAST_CHANGED,LEID,EUID,UNSUB_TIME",
            List.of(
                "EMAIL",
                "FIRST_NAME",
                "LAST_NAME",
                "IGNORE",
                "OPTED_IN_AT",
                "OPTED_IN_IP",
                "CONFIRMED_AT",
                "CONFIRMED_IP",
                "IGNORE",
                "IGNORE",
                "IGNORE",
                "OPTED_OUT_AT")),
        Arguments.of(
            "Brevo",
            "CONTACT ID,EMAIL,FIRSTNAME,LASTNAME,SMS,ADDED_TIME,MODIFIED_TIME,DOUBLE_OPT-IN",
            List.of(
                "IGNORE",
                "EMAIL",
                "FIRST_NAME",
                "LAST_NAME",
                "MOBILE",
                "IGNORE",
                "IGNORE",
                "STATUS")),
        Arguments.of(
            "CleverReach",
            "email;registered;activated;deactivated;bounced;source;firstname;lastname",
            List.of(
                "EMAIL",
                "OPTED_IN_AT",
                "CONFIRMED_AT",
                "OPTED_OUT_AT",
                "BOUNCED_AT",
                "SOURCE",
                "FIRST_NAME",
                "LAST_NAME")),
        Arguments.of(
            "rapidmail",
            "email;firstname;lastname;status;created;updated;activated;activated_ip;deleted",
            List.of(
                "EMAIL",
                "FIRST_NAME",
                "LAST_NAME",
                "STATUS",
                "IGNORE",
                "IGNORE",
                "CONFIRMED_AT",
                "CONFIRMED_IP",
                "OPTED_OUT_AT")),
        Arguments.of(
            "listmonk",
            "uuid,email,name,attributes,status,created_at,updated_at",
            List.of("IGNORE", "EMAIL", "FULL_NAME", "IGNORE", "STATUS", "IGNORE", "IGNORE")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exports")
  @DisplayName(
      "S1-16 the columns of other products are known; when an entry was made is no consent")
  void columnsAreKnown(String product, String header, List<String> expected) throws IOException {
    assertThat(MappingGuess.columns(look(header + "\n"), List.of()))
        .as(product)
        .isEqualTo(expected);
  }

  private static FileShape look(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    try (TableFile file = TableFile.open(() -> new ByteArrayInputStream(bytes))) {
      return file.look();
    }
  }

  @Test
  @DisplayName("B-06 what a status means is known by its word, and an unknown one is no consent")
  void statuses() {
    var said = new ArrayList<String>();
    for (String word :
        List.of(
            "subscribed",
            "Aktiv",
            "unsubscribed",
            "cleaned",
            "abused",
            "enabled",
            "blocklisted",
            "nonsubscribed",
            "hurra")) {
      said.add(Claim.of(word).map(Claim::name).orElse("?"));
    }
    assertThat(said)
        .containsExactly(
            "GIVEN", "GIVEN", "NO", "BOUNCED", "COMPLAINED", "NONE", "NO", "NONE", "?");
    assertThat(Claim.ofTable("audience/cleaned_email_audience_export_1.csv"))
        .contains(Claim.BOUNCED);
    assertThat(Claim.ofTable("unsubscribed_1.csv")).contains(Claim.NO);
  }
}
