package org.jawort.consent.purpose;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;

/**
 * What a purpose said at a time, and what people consented to who were asked then. Never edited: a
 * purpose that says something else has a new version.
 *
 * @param number counted from 1
 * @param goods kinds of goods and services that it was limited to; empty: to no kinds
 * @param since when it was said
 */
public record PurposeVersion(
    int number,
    PurposeName name,
    String description,
    Set<Channel> channels,
    boolean calls,
    List<String> goods,
    PurposeProfile.LegalBasis legalBasis,
    PurposeProfile.Jurisdiction jurisdiction,
    Instant since) {
  /** What {@link #of} reads of purpose_version as n. */
  public static final String COLUMNS =
      """
      n.version AS given_version, n.names ->> 'de' AS given_de, n.names ->> 'en' AS given_en, \
      n.description AS given_description, n.email AS given_email, n.sms AS given_sms, \
      n.calls AS given_calls, n.goods AS given_goods, n.legal_basis AS given_basis, \
      n.jurisdiction AS given_jurisdiction, n.valid_from AS given_since""";

  /** Copies channels and goods. */
  public PurposeVersion {
    channels = Set.copyOf(channels);
    goods = List.copyOf(goods);
  }

  /** Reads one; null where the row is about none. */
  public static @Nullable PurposeVersion of(ResultSet row) throws SQLException {
    int number = row.getInt("given_version");
    if (row.wasNull()) {
      return null;
    }
    return new PurposeVersion(
        number,
        new PurposeName(row.getString("given_de"), row.getString("given_en")),
        row.getString("given_description"),
        channels(row.getBoolean("given_email"), row.getBoolean("given_sms")),
        row.getBoolean("given_calls"),
        List.of((String[]) row.getArray("given_goods").getArray()),
        PurposeProfile.LegalBasis.valueOf(row.getString("given_basis")),
        PurposeProfile.Jurisdiction.valueOf(row.getString("given_jurisdiction")),
        Objects.requireNonNull(Rows.instant(row, "given_since")));
  }

  static EnumSet<Channel> channels(boolean email, boolean sms) {
    var channels = EnumSet.noneOf(Channel.class);
    if (email) {
      channels.add(Channel.EMAIL);
    }
    if (sms) {
      channels.add(Channel.SMS);
    }
    return channels;
  }
}
