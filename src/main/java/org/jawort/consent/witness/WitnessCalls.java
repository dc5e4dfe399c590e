package org.jawort.consent.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jawort.consent.log.AddCheckpoint;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.SignedNote;
import org.jawort.platform.Sha256;
import org.springframework.stereotype.Component;

/**
 * Calls witnesses. Their addresses are the operator's word, so private ones are allowed; redirects
 * are not followed, and an answer has an end in time and in length.
 */
@Component
class WitnessCalls {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int SECONDS_IN_ALL = 6;
  private static final int LONGEST = 65_536;
  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Asks for a cosignature. */
  WitnessAnswer ask(URI prefix, AddCheckpoint request) {
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(prefix + "/add-checkpoint"))
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
            .build();
    try {
      return read(send(call));
    } catch (IOException e) {
      return new WitnessAnswer.Failure(
          "it cannot be reached (%s)".formatted(e.getClass().getSimpleName()));
    } catch (MalformedException e) {
      return new WitnessAnswer.Failure("its answer is not what a witness says");
    }
  }

  private static WitnessAnswer read(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 200 -> new WitnessAnswer.Cosigned(SignedNote.lines(answer.body()));
      case 403, 404 -> new WitnessAnswer.UnknownLog(answer.statusCode());
      case 409 -> seen(answer);
      case 410 -> new WitnessAnswer.SetBack();
      case 422 -> new WitnessAnswer.Inconsistent();
      default -> new WitnessAnswer.Failure("it answers with status " + answer.statusCode());
    };
  }

  private static WitnessAnswer seen(HttpResponse<String> answer) {
    var size = SIZE.matcher(answer.body());
    boolean named =
        answer
            .headers()
            .firstValue("Content-Type")
            .filter(type -> type.startsWith("text/x.tlog.size"))
            .isPresent();
    return named && size.matches()
        ? new WitnessAnswer.HasSeen(Long.parseLong(size.group(1)))
        : new WitnessAnswer.Failure("it answers with status 409 and no size");
  }

  /** The checkpoint that a witness has of a log, if it tells; nothing of it is checked. */
  Optional<String> latest(URI prefix, String origin) {
    String hash = Sha256.hex(origin.getBytes(StandardCharsets.UTF_8));
    try {
      HttpResponse<String> answer =
          send(HttpRequest.newBuilder(URI.create(prefix + "/" + hash + "/checkpoint")).build());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private HttpResponse<String> send(HttpRequest call) throws IOException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            call,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST));
    try {
      return answer.get(SECONDS_IN_ALL, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      answer.cancel(true);
    }
  }
}
