package org.jawort.campaign.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The columns in which content stands, the same in a draft and in a version. */
public final class Contents {
  /** For a list of columns. */
  public static final String COLUMNS =
      "subject, preheader, sender_name, sender_address, reply_to, kind, body_html, body_text, blocks";

  /** For a list of values. */
  public static final String VALUES =
      ":subject, :preheader, :senderName, :senderAddress, :replyTo, :kind, :html, :text, :blocks";

  private Contents() {}

  /** Reads them from the row. */
  public static Content read(ResultSet row) throws SQLException {
    return new Content(
        row.getString("subject"),
        row.getString("preheader"),
        row.getString("sender_name"),
        row.getString("sender_address"),
        row.getString("reply_to"),
        Content.Kind.valueOf(row.getString("kind")),
        row.getString("body_html"),
        row.getString("body_text"),
        row.getString("blocks"));
  }

  /** What to write into them, by the names of the columns. */
  public static Map<String, Object> parameters(Content content) {
    var parameters = new HashMap<String, Object>();
    parameters.put("subject", content.subject());
    parameters.put("preheader", content.preheader());
    parameters.put("senderName", content.senderName());
    parameters.put("senderAddress", content.senderAddress());
    parameters.put("replyTo", content.replyTo());
    parameters.put("kind", content.kind().name());
    parameters.put("html", content.html());
    parameters.put("text", content.text());
    parameters.put("blocks", content.blocks());
    return parameters;
  }
}
