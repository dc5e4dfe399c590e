package org.jawort.form.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jawort.form.Submission;
import org.jawort.form.Submission.Entry;
import org.jawort.form.Submission.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

@DisplayName("S0-01 Bodies are read as they were sent, or not at all")
class BodyReaderTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  @Test
  void pairsInTheirOrder() {
    assertThat(read(FORM, "email=ada%40example.org&first+name=J%C3%BCrgen+%2B&a=&b&&=x"))
        .isEqualTo(
            readable(
                false,
                text("email", "ada@example.org"),
                text("first name", "Jürgen +"),
                text("a", ""),
                text("b", ""),
                text("", "x")));
    assertThat(read(FORM, "")).isEqualTo(readable(false));
    assertThat(read(FORM, "a=1=2&a=3"))
        .isEqualTo(readable(false, text("a", "1=2"), text("a", "3")));
    assertThat(read(FORM + ";charset=utf-8", "a=ü")).isEqualTo(readable(false, text("a", "ü")));
  }

  @Test
  void membersInTheirOrder() {
    String body =
        """
        {"email":"ada\\u0040example.org","newsletter":true,"privacy":false,"x":null,
         "n":1,"l":[{"a":1}],"m":["x","y"],"k":["x",[1]],"e":[],"o":{"b":[2]},"email":""}
        """;
    assertThat(read(JSON, body))
        .isEqualTo(
            readable(
                true,
                text("email", "ada@example.org"),
                new Entry("newsletter", "true", Type.BOOLEAN),
                new Entry("privacy", "false", Type.BOOLEAN),
                new Entry("n", "", Type.OTHER),
                new Entry("l", "", Type.OTHER),
                text("m", "x"),
                text("m", "y"),
                new Entry("k", "", Type.OTHER),
                new Entry("o", "", Type.OTHER),
                text("email", "")));
    assertThat(read("application/json; charset=UTF-8", "{}")).isEqualTo(readable(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%-1",
        "%=a",
        "a=%C3",
        "a=%FF",
        "a=%ED%A0%80",
        "a=%C0%AF"
      })
  void brokenEncodings(String body) {
    assertThat(read(FORM, body)).isEqualTo(Body.Unreadable.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "1",
        "\"a\"",
        "null",
        "{\"a\":1}{}",
        "{\"a\":1},",
        "{'a':1}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":tru}",
        "{\"a\" 1}",
        "{\"a\":\"\n\"}",
        "// x\n{}",
        "{\"a\":1,}",
        "{\"a\":\"\\x\"}"
      })
  void brokenJson(String body) {
    assertThat(read(JSON, body)).isEqualTo(Body.Unreadable.MALFORMED);
  }

  @Test
  void deepJson() {
    assertThat(read(JSON, "{\"a\":" + "[".repeat(9000) + "]".repeat(9000) + "}"))
        .isEqualTo(Body.Unreadable.MALFORMED);
  }

  @Test
  void otherCharsets() {
    assertThat(read(FORM, "a=ü".getBytes(ISO_8859_1))).isEqualTo(Body.Unreadable.MALFORMED);
    assertThat(read(JSON, "{\"a\":\"ü\"}".getBytes(ISO_8859_1)))
        .isEqualTo(Body.Unreadable.MALFORMED);
    assertThat(read(FORM + ";charset=ISO-8859-1", "a=b")).isEqualTo(Body.Unreadable.MALFORMED);
    assertThat(read(JSON + ";charset=utf-16", "{}")).isEqualTo(Body.Unreadable.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/xml",
        "application/*",
        "*/*",
        "application/x-www-form-urlencoded-x",
        "nonsense",
        "NULL"
      },
      nullValues = "NULL")
  void otherContentTypes(@Nullable String type) {
    assertThat(read(type, "a=b")).isEqualTo(Body.Unreadable.CONTENT_TYPE);
  }

  @Test
  void tooMuch() {
    assertThat(read(FORM, "a=" + "b".repeat(65_534))).isInstanceOf(Body.Readable.class);
    assertThat(read(FORM, "a=" + "b".repeat(65_535))).isEqualTo(Body.Unreadable.TOO_LARGE);
    assertThat(read(FORM, "a&".repeat(101))).isEqualTo(Body.Unreadable.MALFORMED);
    assertThat(read(FORM, "a&".repeat(100))).isInstanceOf(Body.Readable.class);
  }

  @Test
  void packed() throws IOException {
    MockHttpServletRequest request = request(FORM, "a=b".getBytes(UTF_8));
    request.addHeader("Content-Encoding", "gzip");
    assertThat(BodyReader.read(request)).isEqualTo(Body.Unreadable.CONTENT_TYPE);
  }

  private static Entry text(String name, String value) {
    return new Entry(name, value, Type.TEXT);
  }

  private static Body readable(boolean json, Entry... entries) {
    return new Body.Readable(new Submission(List.of(entries)), json);
  }

  private static Body read(@Nullable String type, String body) {
    return read(type, body.getBytes(UTF_8));
  }

  private static Body read(@Nullable String type, byte[] body) {
    try {
      return BodyReader.read(request(type, body));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static MockHttpServletRequest request(@Nullable String type, byte[] body) {
    var request = new MockHttpServletRequest("POST", "/f/x");
    request.setContentType(type);
    request.setContent(body);
    return request;
  }
}
