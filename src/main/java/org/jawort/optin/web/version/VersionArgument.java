package org.jawort.optin.web.version;

import java.util.Optional;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the version of a process that a path names. */
@Component
class VersionArgument extends PathArgument<ProcessVersion> {
  private final OptInProcesses processes;

  VersionArgument(OptInProcesses processes) {
    super(ProcessVersion.class);
    this.processes = processes;
  }

  @Override
  protected Optional<ProcessVersion> find(TenantId tenant, Named named) {
    return processes.version(tenant, new ProcessId(named.id("id")), named.number("version"));
  }

  @Override
  protected PageFault missing() {
    return VersionAddresses.unknown();
  }
}
