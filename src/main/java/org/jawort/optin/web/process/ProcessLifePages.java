package org.jawort.optin.web.process;

import static org.jawort.optin.web.process.ProcessAddresses.LIST;
import static org.jawort.optin.web.process.ProcessAddresses.ONE;

import java.util.UUID;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.process.ProcessId;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What can be done with a process as a whole: copy, rename, archive, give its draft up. */
@Controller
class ProcessLifePages {
  private final OptInProcesses processes;
  private final EditorModel editor;
  private final MessageSource texts;

  ProcessLifePages(OptInProcesses processes, EditorModel editor, MessageSource texts) {
    this.processes = processes;
    this.editor = editor;
    this.texts = texts;
  }

  @PostMapping(ONE + "/copy")
  Answer copy(OptInProcess process, Acting acting) {
    ProcessDraft copy =
        processes
            .copy(acting.tenant(), acting.user().value(), process.id(), name(process, acting))
            .orElseThrow(ProcessAddresses::unknown);
    return Answer.redirect(LIST + "/" + copy.process()).good("process.copied");
  }

  private String name(OptInProcess process, Acting acting) {
    String name =
        texts.getMessage(
            "process.copyOf", new Object[] {process.name()}, acting.language().locale());
    return name.length() <= OptInProcesses.LONGEST_NAME
        ? name
        : name.substring(0, OptInProcesses.LONGEST_NAME);
  }

  @PostMapping(ONE + "/rename")
  Answer rename(OptInProcess process, @Labels("process.whole") FormInput form, Acting acting) {
    String name = form.required("name", OptInProcesses.LONGEST_NAME);
    if (!form.isGood()) {
      return editor.draw(acting, process, EditorView.whole(form)).status(422);
    }
    processes.rename(acting.tenant(), process.id(), name);
    return Answer.redirect(LIST + "/" + process.id()).good("process.renamed");
  }

  @PostMapping(ONE + "/archive")
  Answer archive(@PathVariable UUID id, Acting acting) {
    Answer process = Answer.redirect(LIST + "/" + id);
    return switch (processes.archive(acting.tenant(), new ProcessId(id))) {
      case ProcessChangeOutcome.Archived done -> process.good("process.archived");
      case ProcessChangeOutcome.InUse used -> process.bad("process.archive.inUse");
      case ProcessChangeOutcome.Unknown gone -> throw ProcessAddresses.unknown();
      default -> process.bad("process.archive.notActive");
    };
  }

  @PostMapping(ONE + "/delete")
  Answer delete(OptInProcess process, FormInput form, Acting acting) {
    ProcessId id = process.id();
    return switch (processes.deleteDraft(acting.tenant(), id, EditorView.revision(form))) {
      case ProcessChangeOutcome.Deleted deleted ->
          Answer.redirect(LIST + (process.version() > 0 ? "/" + id : ""))
              .good("process.draftDeleted");
      case ProcessChangeOutcome.Conflict conflict ->
          editor.draw(acting, process, EditorView.conflict(null, null)).status(409);
      case ProcessChangeOutcome.Unknown gone -> throw ProcessAddresses.unknown();
      default -> Answer.redirect(LIST + "/" + id).bad("process.noDraft");
    };
  }
}
