package org.jawort.form;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.WordingId;
import org.jawort.consent.purpose.WordingSuperseded;
import org.jawort.platform.Database;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows the new version of a wording on every open form that shows an earlier one. */
@Component
class WordedForms {
  private final Database database;
  private final Forms forms;
  private final FormVersions versions;

  WordedForms(Database database, Forms forms, FormVersions versions) {
    this.database = database;
    this.forms = forms;
    this.versions = versions;
  }

  /** After the standard forms, which then show it already. */
  @EventListener
  @Order(9)
  void on(WordingSuperseded superseded) {
    Set<UUID> earlier =
        superseded.earlier().stream().map(WordingId::value).collect(Collectors.toSet());
    database.write(
        superseded.tenant(),
        connection -> {
          for (Form form : forms.all(superseded.tenant())) {
            FormDefinition wanted = reworded(form.definition(), earlier, superseded.wording());
            if (!wanted.equals(form.definition())) {
              versions.supersede(superseded.tenant(), form.id(), form.version().version(), wanted);
            }
          }
          return superseded;
        });
  }

  private static FormDefinition reworded(
      FormDefinition definition, Set<UUID> earlier, Wording wording) {
    return definition.withBoxes(
        box ->
            box.wording() != null && earlier.contains(box.wording())
                ? box.worded(wording.id().value(), wording.text())
                : box);
  }
}
