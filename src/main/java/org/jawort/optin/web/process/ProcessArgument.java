package org.jawort.optin.web.process;

import java.util.Optional;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessId;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the process that a path names. */
@Component
class ProcessArgument extends PathArgument<OptInProcess> {
  private final OptInProcesses processes;

  ProcessArgument(OptInProcesses processes) {
    super(OptInProcess.class);
    this.processes = processes;
  }

  @Override
  protected Optional<OptInProcess> find(TenantId tenant, Named named) {
    return processes.find(tenant, new ProcessId(named.id("id")));
  }

  @Override
  protected PageFault missing() {
    return ProcessAddresses.unknown();
  }
}
