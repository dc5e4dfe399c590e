package org.jawort.transfer.exports;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The columns from which a tenant can choose. */
@Component
public class ExportColumns {
  private static final Set<ExportColumn.Kind> OF_ONE =
      EnumSet.of(
          ExportColumn.Kind.CONSENT, ExportColumn.Kind.CONSENT_SINCE, ExportColumn.Kind.FIELD);

  private final Purposes purposes;
  private final CustomFields fields;
  private final MessageSource messages;

  ExportColumns(Purposes purposes, CustomFields fields, MessageSource messages) {
    this.purposes = purposes;
    this.fields = fields;
    this.messages = messages;
  }

  /**
   * One of them.
   *
   * @param heading in the language that was asked for
   */
  public record Named(ExportColumn column, String heading) {
    /** How it is written. */
    public String code() {
      return column.code();
    }
  }

  /** All, in the order in which a file has them. */
  public List<Named> all(TenantId tenant, Language language) {
    var all = new ArrayList<Named>();
    for (ExportColumn.Kind kind : EnumSet.complementOf(EnumSet.copyOf(OF_ONE))) {
      all.add(new Named(ExportColumn.of(kind), text(kind, language)));
    }
    for (Purpose purpose : purposes.all(tenant)) {
      String name = purpose.profile().name().in(language);
      for (var kind : List.of(ExportColumn.Kind.CONSENT, ExportColumn.Kind.CONSENT_SINCE)) {
        all.add(new Named(new ExportColumn(kind, purpose.key()), text(kind, language, name)));
      }
    }
    for (CustomField field : fields.all(tenant)) {
      all.add(
          new Named(
              new ExportColumn(ExportColumn.Kind.FIELD, field.id().toString()), field.name()));
    }
    return all;
  }

  /** The one of a code, where the tenant has it. */
  public Optional<ExportColumn> known(TenantId tenant, String code) {
    return all(tenant, Language.EN).stream()
        .map(Named::column)
        .filter(column -> column.code().equals(code))
        .findFirst();
  }

  private String text(ExportColumn.Kind kind, Language language, Object... arguments) {
    return messages.getMessage("export.column." + kind, arguments, language.locale());
  }
}
