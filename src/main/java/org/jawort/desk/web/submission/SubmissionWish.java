package org.jawort.desk.web.submission;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.desk.web.NotFound;
import org.jawort.form.SubmissionId;
import org.jawort.form.SubmissionQuestion;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What somebody looks for among the submissions of a form, as it was typed. */
record SubmissionWish(FormInput form, ZoneId zone) {
  private static final Pattern DAY = Pattern.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}");
  private static final Pattern ID = Pattern.compile(NotFound.ID);

  /** The question; a day that cannot be read is refused with words, and asks for nothing. */
  SubmissionQuestion question() {
    return SubmissionQuestion.of(form.value("q"), day("from", 0), day("to", 1));
  }

  private @Nullable Instant day(String field, int later) {
    String text = form.value(field);
    if (text.isEmpty()) {
      return null;
    }
    try {
      if (DAY.matcher(text).matches()) {
        return LocalDate.parse(text).plusDays(later).atStartOfDay(zone).toInstant();
      }
    } catch (DateTimeException e) {
      // The 31st of a month that has none.
    }
    form.refuse(field, "desk.submissions.day.wrong");
    return null;
  }

  /** Behind which submission the page goes on. */
  Optional<SubmissionId> before() {
    String text = form.value("before");
    return ID.matcher(text).matches()
        ? Optional.of(new SubmissionId(UUID.fromString(text)))
        : Optional.empty();
  }

  /** The address under which a page or a file answers the same wish. */
  String address(String path, @Nullable SubmissionId before) {
    var address = UriComponentsBuilder.fromPath(path);
    for (String field : new String[] {"from", "to"}) {
      if (DAY.matcher(form.value(field)).matches()) {
        address.queryParam(field, form.value(field));
      }
    }
    if (before != null) {
      address.queryParam("before", before);
    }
    String text = question().text();
    return text.isEmpty()
        ? address.encode().toUriString()
        : address.queryParam("q", "{q}").encode().buildAndExpand(text).toUriString();
  }
}
