package org.jawort.form.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jawort.form.Submission.Entry;
import org.jawort.form.Submission.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads one flat JSON object (RFC 8259), name by name, so that a repeated name is not lost. */
final class JsonBody {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
          .build();

  private JsonBody() {}

  /** The members in their order, without those that are null; empty where it is no JSON object. */
  static Optional<List<Entry>> entries(byte[] body) {
    String text = UrlEncodedBody.utf8(body);
    if (text == null) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          ? Optional.of(members(parser)).filter(all -> parser.nextToken() == null)
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static List<Entry> members(JsonParser parser) {
    var entries = new ArrayList<Entry>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        entries.addAll(several(name, parser));
      } else {
        Entry entry = entry(name, token, parser);
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  /** A list of texts is what a browser sends for several options; any other has no meaning. */
  private static List<Entry> several(String name, JsonParser parser) {
    var entries = new ArrayList<Entry>();
    boolean texts = true;
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      texts &= token == JsonToken.VALUE_STRING;
      if (token == JsonToken.VALUE_STRING) {
        entries.add(new Entry(name, parser.getString(), Type.TEXT));
      } else {
        parser.skipChildren();
      }
    }
    return texts ? entries : List.of(new Entry(name, "", Type.OTHER));
  }

  private static @Nullable Entry entry(String name, JsonToken token, JsonParser parser) {
    return switch (token) {
      case VALUE_STRING -> new Entry(name, parser.getString(), Type.TEXT);
      case VALUE_TRUE -> new Entry(name, "true", Type.BOOLEAN);
      case VALUE_FALSE -> new Entry(name, "false", Type.BOOLEAN);
      case VALUE_NULL -> null;
      default -> {
        parser.skipChildren();
        yield new Entry(name, "", Type.OTHER);
      }
    };
  }
}
