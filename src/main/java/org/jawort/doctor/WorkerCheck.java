package org.jawort.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jawort.platform.Settings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How do the workers of the program that runs on this machine go on? It says so itself. */
final class WorkerCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_FAULTS = 3;

  private WorkerCheck() {}

  static void examine(Settings settings, Findings findings) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var address = URI.create("http://127.0.0.1:%d/health/ready".formatted(settings.port()));
      HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      String answer = client.send(request, BodyHandlers.ofString()).body();
      JsonNode workers = JsonMapper.shared().readTree(answer).at("/components/workers/details");
      workers.propertyStream().forEach(one -> tell(one.getKey(), one.getValue(), findings));
    } catch (IOException | JacksonException e) {
      findings.note(
          "workers: nothing answers at port %d of this machine; start jawort serve to see how they go on"
              .formatted(settings.port()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(String name, JsonNode worker, Findings findings) {
    long beat = worker.path("heartbeatSeconds").asLong();
    int faults = worker.path("faultsInARow").asInt();
    String fault = worker.path("lastFault").asString("");
    String state =
        "worker %s: heartbeat %d s ago, %d due%s"
            .formatted(
                name,
                beat,
                worker.path("backlog").asLong(),
                fault.isEmpty() ? "" : ", last fault " + fault);
    if (worker.path("hangs").asBoolean()) {
      findings.bad(state + "; it hangs: start the program again");
    } else if (faults >= MOST_FAULTS) {
      findings.bad(state + ", %d times in a row; see the log".formatted(faults));
    } else {
      findings.good(state);
    }
  }
}
