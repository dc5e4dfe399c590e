package org.jawort.tenant.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobViews;
import org.jawort.tenant.job.Jobs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Vorgänge: all see the long jobs of their tenant, editors pause, go on and stop. */
@Controller
class JobPages {
  private static final String LIST = JobAddresses.LIST;
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String ONE = LIST + "/{id:" + ID + "}";

  /** Jobs on a page. */
  private static final int SIZE = 20;

  private final Jobs jobs;
  private final JobViews views;

  JobPages(Jobs jobs, JobViews views) {
    this.jobs = jobs;
    this.views = views;
  }

  @GetMapping(LIST)
  Answer list(@RequestParam(defaultValue = "") String before, Acting acting) {
    Optional<JobId> end =
        before.matches(ID) ? Optional.of(new JobId(UUID.fromString(before))) : Optional.empty();
    List<Job> found = jobs.page(acting.tenant(), end, SIZE + 1);
    List<Job> shown = found.subList(0, Math.min(SIZE, found.size()));
    return Answer.page("tenant/jobs")
        .with("jobs", views.of(acting.tenant(), shown, acting.language()))
        .with("first", end.isEmpty() ? null : LIST)
        .with("more", found.size() > SIZE ? LIST + "?before=" + shown.getLast().id() : null);
  }

  @GetMapping(ONE)
  Answer show(@PathVariable UUID id, Acting acting) {
    Job job =
        jobs.find(acting.tenant(), new JobId(id))
            .orElseThrow(() -> PageFault.notFound("job.missing").leadingTo(LIST, "job.title"));
    return Answer.page("tenant/job").with("job", views.of(acting.tenant(), job, acting.language()));
  }

  @PostMapping(ONE + "/pause")
  Answer pause(@PathVariable UUID id, Acting acting) {
    return after(id, jobs.pause(acting.tenant(), new JobId(id)));
  }

  @PostMapping(ONE + "/go-on")
  Answer goOn(@PathVariable UUID id, Acting acting) {
    return after(id, jobs.goOn(acting.tenant(), new JobId(id)));
  }

  @PostMapping(ONE + "/stop")
  Answer stop(@PathVariable UUID id, Acting acting) {
    return after(id, jobs.stop(acting.tenant(), new JobId(id)));
  }

  private static Answer after(UUID id, boolean changed) {
    Answer job = Answer.redirect(LIST + "/" + id);
    return changed ? job : job.bad("job.overtaken");
  }
}
