package org.jawort.desk.web.trial;

import java.util.Optional;
import org.jawort.desk.web.NotFound;
import org.jawort.optin.trial.Trial;
import org.jawort.optin.trial.TrialId;
import org.jawort.optin.trial.Trials;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the trial that a path names. */
@Component
class TrialArgument extends PathArgument<Trial> {
  private final Trials trials;

  TrialArgument(Trials trials) {
    super(Trial.class);
    this.trials = trials;
  }

  @Override
  protected Optional<Trial> find(TenantId tenant, Named named) {
    return trials.find(tenant, new TrialId(named.id("id")));
  }

  @Override
  protected PageFault missing() {
    return NotFound.trial();
  }
}
