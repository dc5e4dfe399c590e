package org.jawort.transfer.web;

import static org.jawort.transfer.web.TransferAddresses.EXPORTS;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.ConditionRead;
import org.jawort.consent.filter.ConditionText;
import org.jawort.consent.filter.Conditions;
import org.jawort.contact.group.ContactGroups;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jawort.tenant.audit.AuditTrail;
import org.jawort.transfer.exports.Export;
import org.jawort.transfer.exports.ExportColumn;
import org.jawort.transfer.exports.ExportColumns;
import org.jawort.transfer.exports.ExportFormat;
import org.jawort.transfer.exports.ExportId;
import org.jawort.transfer.exports.Exports;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Contacts as a file: whom, in which columns, as what; and the files that are there. */
@Controller
class ExportPages {
  /** What most people want. */
  private static final Set<String> USUAL =
      Set.of("firstName", "lastName", "company", "address", "mailBlock", "consent.newsletter");

  private final Exports exports;
  private final ExportColumns columns;
  private final Conditions conditions;
  private final ConditionText words;
  private final ContactGroups groups;
  private final AuditTrail trail;
  private final JsonMapper json;

  ExportPages(
      Exports exports,
      ExportColumns columns,
      Conditions conditions,
      ConditionText words,
      ContactGroups groups,
      AuditTrail trail,
      JsonMapper json) {
    this.exports = exports;
    this.columns = columns;
    this.conditions = conditions;
    this.words = words;
    this.groups = groups;
    this.trail = trail;
    this.json = json;
  }

  @GetMapping(EXPORTS)
  Answer list(@Labels("export.field") FormInput form, Acting acting) {
    if (form.all("columns").isEmpty()) {
      form.with("columns", USUAL.toArray(String[]::new));
    }
    return draw(form, acting);
  }

  private Answer draw(FormInput form, Acting acting) {
    Optional<Condition> asked = condition(form, acting);
    return Answer.page("transfer/exports")
        .with("form", form)
        .with("formats", ExportFormat.values())
        .with("columns", columns.all(acting.tenant(), acting.language()))
        .with("groups", groups.withDynamic(acting.tenant()))
        .with("me", acting.user().value())
        .with(
            "said",
            form.value("filter").isEmpty() || asked.isEmpty()
                ? null
                : words.of(acting.tenant(), asked.get(), acting.language()))
        .with("exports", exports.latest(acting.tenant()));
  }

  /** Whom: a filter as an address carries it, a group, or everybody. */
  private Optional<Condition> condition(FormInput form, Acting acting) {
    String filter = form.value("filter");
    String group = form.value("group");
    if (!filter.isEmpty()) {
      try {
        return conditions.read(acting.tenant(), json.readTree(filter))
                instanceof ConditionRead.Good(Condition condition)
            ? Optional.of(condition)
            : Optional.empty();
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }
    if (group.isEmpty()) {
      return Optional.of(Condition.EVERYBODY);
    }
    return group.matches(TransferAddresses.ID)
            && groups.find(acting.tenant(), UUID.fromString(group)).isPresent()
        ? Optional.of(Condition.inGroup(Set.of(UUID.fromString(group))))
        : Optional.empty();
  }

  @PostMapping(EXPORTS)
  Answer order(@Labels("export.field") FormInput form, Acting acting) {
    Optional<Condition> condition = condition(form, acting);
    List<ExportColumns.Named> chosen =
        columns.all(acting.tenant(), acting.language()).stream()
            .filter(column -> form.has("columns", column.code()))
            .toList();
    Optional<ExportFormat> format =
        Arrays.stream(ExportFormat.values())
            .filter(one -> one.name().equals(form.value("format")))
            .findFirst();
    if (chosen.isEmpty()) {
      form.refuse("columns", "export.problem.columns");
    }
    if (condition.isEmpty()) {
      form.refuse("group", "export.problem.group");
    }
    if (!form.isGood() || condition.isEmpty() || format.isEmpty()) {
      return draw(form, acting).status(422);
    }
    Exports.Begun begun =
        exports.order(
            acting.tenant(),
            acting.actor(),
            new Exports.Wish(
                condition.get(),
                format.get(),
                chosen.stream().map(ExportColumns.Named::column).toList(),
                chosen.stream().map(ExportColumns.Named::heading).toList()));
    trail.about(begun.id().value());
    trail.because(
        said(
            begun.rows(), format.get(), chosen.stream().map(ExportColumns.Named::column).toList()));
    return Answer.redirect(EXPORTS).good("export.begun", String.valueOf(begun.rows()));
  }

  private static String said(int rows, ExportFormat format, List<ExportColumn> columns) {
    return "%d × %s: %s"
        .formatted(
            rows, format, String.join(", ", columns.stream().map(ExportColumn::code).toList()));
  }

  /** Whoever ordered it, and nobody else. */
  @GetMapping(EXPORTS + "/{id:" + TransferAddresses.ID + "}/file")
  Answer file(@PathVariable UUID id, Acting acting) {
    Export export =
        exports
            .find(acting.tenant(), new ExportId(id))
            .filter(one -> one.orderedBy().equals(acting.user().value()))
            .orElseThrow(() -> PageFault.notFound("export.missing"));
    if (export.state() != Export.State.DONE) {
      throw PageFault.gone("export.over");
    }
    trail.about(id);
    trail.because(said(export.rows(), export.format(), export.columns()));
    return Answer.file(
        "kontakte." + export.format().ending(),
        MediaType.parseMediaType(export.format().type()),
        out -> exports.write(acting.tenant(), export, out));
  }
}
