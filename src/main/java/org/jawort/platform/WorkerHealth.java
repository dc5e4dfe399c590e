package org.jawort.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Says at {@code /health/ready} and {@code /metrics} how this node's workers, its witnesses and its
 * recurring work go on: heartbeat, what is due, last fault. One that hangs makes the node unready,
 * as only another start helps; one that fails again and again is a word of its own, since sign-ups
 * are taken all the same.
 */
@Component("workersHealthIndicator")
class WorkerHealth extends AbstractHealthIndicator {
  private final List<Watched> workers;

  WorkerHealth(List<Watched> workers, List<WatchedGroup> groups, MeterRegistry metrics) {
    super("The workers cannot be looked at");
    this.workers =
        Stream.concat(workers.stream(), groups.stream().flatMap(group -> group.watched().stream()))
            .toList();
    for (Watched worker : this.workers) {
      String name = worker.state().name();
      gauge(metrics, "jawort.worker.heartbeat.age", name, () -> beat(worker));
      gauge(metrics, "jawort.worker.faults", name, () -> worker.state().faultsInARow());
      gauge(metrics, "jawort.worker.backlog", name, worker::due);
    }
  }

  private static void gauge(
      MeterRegistry metrics, String meter, String worker, java.util.function.Supplier<Number> of) {
    Gauge.builder(meter, of).tag("worker", worker).register(metrics);
  }

  private static long beat(Watched worker) {
    return worker.state().sinceBeat().toSeconds();
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    builder.up();
    if (workers.stream().anyMatch(worker -> worker.state().failing())) {
      builder.status("FAILING");
    }
    if (workers.stream().anyMatch(worker -> worker.state().hangs())) {
      builder.down();
    }
    workers.forEach(worker -> builder.withDetail(worker.state().name(), told(worker)));
  }

  private static Map<String, Object> told(Watched worker) {
    WorkerState state = worker.state();
    var told = new LinkedHashMap<String, Object>();
    told.put("heartbeatSeconds", state.sinceBeat().toSeconds());
    told.put("backlog", worker.due());
    told.put("faultsInARow", state.faultsInARow());
    told.put("hangs", state.hangs());
    state.fault().ifPresent(fault -> told.put("lastFault", fault));
    return told;
  }
}
