package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.Problems;
import org.jawort.tenant.Acting;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobViews;
import org.jawort.tenant.job.Jobs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
  String list(@RequestParam(defaultValue = "") String before, Acting acting, Model model) {
    Optional<JobId> end =
        before.matches(ID) ? Optional.of(new JobId(UUID.fromString(before))) : Optional.empty();
    List<Job> found = jobs.page(acting.tenant(), end, SIZE + 1);
    List<Job> shown = found.subList(0, Math.min(SIZE, found.size()));
    model.addAttribute("jobs", views.of(acting.tenant(), shown, acting.language()));
    model.addAttribute("first", end.isEmpty() ? null : LIST);
    model.addAttribute(
        "more", found.size() > SIZE ? LIST + "?before=" + shown.getLast().id() : null);
    return "tenant/jobs";
  }

  @GetMapping(ONE)
  @Nullable String show(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Job> job = jobs.find(acting.tenant(), new JobId(id));
    if (job.isEmpty()) {
      Problems.answer(request, response, 404, "job.missing", new Problems.Link(LIST, "job.title"));
      return null;
    }
    model.addAttribute("job", views.of(acting.tenant(), job.get(), acting.language()));
    return "tenant/job";
  }

  @PostMapping(ONE + "/pause")
  String pause(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    return after(id, jobs.pause(acting.tenant(), new JobId(id)), response);
  }

  @PostMapping(ONE + "/go-on")
  String goOn(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    return after(id, jobs.goOn(acting.tenant(), new JobId(id)), response);
  }

  @PostMapping(ONE + "/stop")
  String stop(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    return after(id, jobs.stop(acting.tenant(), new JobId(id)), response);
  }

  private static String after(UUID id, boolean changed, HttpServletResponse response) {
    if (!changed) {
      Flash.bad(response, "job.overtaken");
    }
    return "redirect:" + LIST + "/" + id;
  }
}
