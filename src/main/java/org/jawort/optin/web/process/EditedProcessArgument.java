package org.jawort.optin.web.process;

import java.util.Optional;
import org.jawort.optin.process.EditedProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessId;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands the process that a path names to its editor, with all that is to be chosen from. */
@Component
class EditedProcessArgument extends PathArgument<EditedProcess> {
  private final OptInProcesses processes;

  EditedProcessArgument(OptInProcesses processes) {
    super(EditedProcess.class);
    this.processes = processes;
  }

  @Override
  protected Optional<EditedProcess> find(TenantId tenant, Named named) {
    return processes.edited(tenant, new ProcessId(named.id("id")), named.parameter("step"));
  }

  @Override
  protected PageFault missing() {
    return ProcessAddresses.unknown();
  }
}
