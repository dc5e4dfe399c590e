package org.jawort.desk.web.submission;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.form.FormId;
import org.jawort.form.FoundSubmission;
import org.jawort.form.KeptSubmission;
import org.jawort.form.SubmissionQuestion;
import org.jawort.form.SubmissionSearch;
import org.jawort.platform.Csv;
import org.jawort.platform.TenantId;

/**
 * The submissions that somebody looks for as a file, written one by one: a form may have had a
 * million. A column for each field that any version of the form asked for.
 */
record SubmissionFile(
    SubmissionSearch search,
    TenantId tenant,
    FormId form,
    SubmissionQuestion question,
    GivenAnswers answers,
    ZoneId zone) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** RFC 4180, as spreadsheets take it. */
  void csv(OutputStream out) throws IOException {
    List<AskedField> fields = AskedField.of(answers.questions());
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(BYTE_ORDER_MARK + Csv.line(heading(fields)));
    search.each(tenant, form, question, found -> write(writer, Csv.line(cells(found, fields))));
    writer.flush();
  }

  private List<String> heading(List<AskedField> fields) {
    Stream<String> fixed =
        Stream.of("at", "address.file", "consent", "version")
            .map(column -> answers.text("desk.submissions." + column));
    return Stream.concat(fixed, fields.stream().map(AskedField::label)).toList();
  }

  private List<Object> cells(FoundSubmission found, List<AskedField> fields) {
    KeptSubmission kept = found.kept();
    var cells = new ArrayList<Object>();
    cells.add(kept.at().truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime());
    cells.add(kept.address());
    cells.add(consents(found));
    cells.add(kept.version());
    fields.forEach(field -> cells.add(answers.of(kept, field.name())));
    return cells;
  }

  /** The status; of several that were ticked, each behind its purpose. */
  private String consents(FoundSubmission found) {
    boolean several = found.consents().size() > 1;
    return found.consents().stream()
        .map(
            one ->
                (several ? one.purpose().in(answers.locale().getLanguage()) + ": " : "")
                    + answers.text("desk.status." + one.status()))
        .collect(Collectors.joining("; "));
  }

  private static void write(Writer writer, String text) {
    try {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
