package org.jawort.transfer.web;

import static org.jawort.transfer.web.TransferAddresses.IMPORTS;
import static org.jawort.transfer.web.TransferAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jawort.contact.ContactKind;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.optin.web.AskingForm;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobViews;
import org.jawort.transfer.imports.AskingOrder;
import org.jawort.transfer.imports.Claim;
import org.jawort.transfer.imports.Import;
import org.jawort.transfer.imports.ImportSettings;
import org.jawort.transfer.imports.ImportState;
import org.jawort.transfer.imports.ImportTarget;
import org.jawort.transfer.imports.Imports;
import org.jawort.transfer.imports.Mapping;
import org.jawort.transfer.imports.NoteReason;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** One import, step by step: what its columns are, what would happen, and that it happens. */
@Controller
class ImportPages {
  private final Imports imports;
  private final ImportSettings settings;
  private final CustomFields fields;
  private final ContactGroups groups;
  private final Tenants tenants;
  private final JobViews views;
  private final AskingAfterwards asking;
  private final MessageSource messages;
  private final InstantSource clock;

  ImportPages(
      Imports imports,
      ImportSettings settings,
      CustomFields fields,
      ContactGroups groups,
      Tenants tenants,
      JobViews views,
      AskingAfterwards asking,
      MessageSource messages,
      InstantSource clock) {
    this.imports = imports;
    this.settings = settings;
    this.fields = fields;
    this.groups = groups;
    this.tenants = tenants;
    this.views = views;
    this.asking = asking;
    this.messages = messages;
    this.clock = clock;
  }

  /** Where it stands: a reload shows the same, wherever it is worked on. */
  @GetMapping(ONE)
  Answer show(Import found, Acting acting, HttpServletRequest request) {
    Optional<Job> job = imports.job(acting.tenant(), found);
    // It may end between the two looks, and says so with its job.
    Import of =
        isWorking(found) && job.filter(one -> !one.state().isOpen()).isPresent()
            ? imports.find(acting.tenant(), found.id()).orElse(found)
            : found;
    Answer page = page(of, job, acting);
    // The bar that asked is none of another page's: the whole of it is loaded.
    boolean asksForBar = request.getHeader("HX-Request") != null && !isWorking(of);
    return asksForBar ? page.header("HX-Refresh", "true") : page;
  }

  private static boolean isWorking(Import of) {
    return of.state() == ImportState.CHECKING
        || of.state() == ImportState.RUNNING
        || of.state() == ImportState.UNDOING;
  }

  private Answer page(Import of, Optional<Job> job, Acting acting) {
    if (of.state() == ImportState.MAPPING && of.mapping() != null) {
      return mapping(of, MappingForm.of(Objects.requireNonNull(of.mapping())), acting);
    }
    if (isWorking(of) && job.isPresent()) {
      return Answer.page("transfer/working")
          .with("one", of)
          .with("job", views.of(acting.tenant(), job.get(), acting.language()));
    }
    return result(of, job, FormInput.empty(), acting);
  }

  private Answer result(Import of, Optional<Job> job, FormInput form, Acting acting) {
    Answer page =
        Answer.page("transfer/result")
            .with("one", of)
            .with(
                "job",
                job.map(one -> views.of(acting.tenant(), one, acting.language())).orElse(null))
            .with("until", of.canBeUndone(clock.instant()) ? of.undoUntil().orElse(null) : null)
            .with("outcomes", List.of("NEW", "CHANGED", "UNCHANGED", "REFUSED"))
            .with("claims", counted(of, "CLAIM_"))
            .with("notes", noted(of));
    return asking.into(page, of, form, acting);
  }

  private static List<String> counted(Import of, String prefix) {
    return of.counts().keySet().stream().filter(what -> what.startsWith(prefix)).sorted().toList();
  }

  private static List<NoteReason> noted(Import of) {
    return List.of(NoteReason.values()).stream()
        .filter(reason -> of.count(reason.name()) > 0)
        .toList();
  }

  private MappingForm.Choices choices(TenantId tenant) {
    return new MappingForm.Choices(
        fields.all(tenant),
        groups.all(tenant),
        imports.purposes(tenant),
        tenants.find(tenant).languages());
  }

  private Answer mapping(Import of, FormInput form, Acting acting) {
    Locale locale = acting.language().locale();
    String evidence =
        settings.needs(acting.tenant()).stream()
            .sorted()
            .map(need -> messages.getMessage("import.evidence." + need, null, locale))
            .collect(Collectors.joining(", "));
    return Answer.page("transfer/mapping")
        .with("one", of)
        .with("form", form)
        .with("choices", choices(acting.tenant()))
        .with("targets", ImportTarget.Kind.values())
        .with("kinds", ContactKind.values())
        .with("claims", Claim.values())
        .with("evidence", evidence)
        .with("language", acting.language());
  }

  @PostMapping(ONE + "/mapping")
  Answer map(Import of, FormInput form, Acting acting) {
    if (of.shape() == null || of.state() != ImportState.MAPPING) {
      return after(of, false);
    }
    Mapping mapping = MappingForm.read(form, of, choices(acting.tenant()));
    if (!form.isGood()) {
      return mapping(of, form, acting).status(422);
    }
    boolean begun =
        imports.map(acting.tenant(), of.id(), mapping) && imports.check(acting.tenant(), of.id());
    return after(of, begun);
  }

  private static Answer after(Import of, boolean done) {
    Answer page = Answer.redirect(IMPORTS + "/" + of.id());
    return done ? page : page.bad("import.overtaken");
  }

  /** Back to the mapping; what was found out by the one before is forgotten. */
  @PostMapping(ONE + "/again")
  Answer again(Import of, Acting acting) {
    return after(
        of,
        of.mapping() != null
            && imports.map(acting.tenant(), of.id(), Objects.requireNonNull(of.mapping())));
  }

  @PostMapping(ONE + "/run")
  Answer run(Import of, @Labels(AskingForm.LABELS) FormInput form, Acting acting) {
    if (!AskingAfterwards.isWished(form)) {
      return after(of, imports.run(acting.tenant(), of.id()));
    }
    Optional<AskingOrder> order = asking.read(form, acting);
    if (order.isEmpty()) {
      Optional<Job> job = imports.job(acting.tenant(), of);
      return of.state() == ImportState.CHECKED
          ? result(of, job, form, acting).status(422)
          : after(of, false);
    }
    return after(of, imports.runAndAsk(acting.tenant(), of.id(), order.get()));
  }

  @PostMapping(ONE + "/undo")
  Answer undo(Import of, Acting acting) {
    return after(of, imports.undo(acting.tenant(), of.id()));
  }

  @PostMapping(ONE + "/discard")
  Answer discard(Import of, Acting acting) {
    return imports.discard(acting.tenant(), of.id())
        ? Answer.redirect(IMPORTS).good("import.discarded")
        : after(of, false);
  }
}
