package org.jawort.platform.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 that cuts off whoever lets a request drip. The server's own limits are about the time
 * between two bytes, and one byte every ten seconds keeps to them for days (Slowloris). Here a head
 * has to be complete within a time, and a body to come at a least rate.
 */
public final class PatientProtocol extends Http11NioProtocol {
  /** A slow mobile phone sends sixteen megabytes at this rate, if it takes its time. */
  private static final long LEAST_BYTES_PER_SECOND = 4 * 1024;

  /** While a request is worked on, its connection does not know of it. */
  private final Map<Request, SocketWrapperBase<?>> served = new ConcurrentHashMap<>();

  private Duration patience = Duration.ofSeconds(30);
  private @Nullable Future<?> watch;

  /** Called by the server, by the name of this class. */
  public PatientProtocol() {}

  /** How long a head may take, and a body beyond what its length allows it. */
  public void setPatience(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void start() throws Exception {
    super.start();
    watch = getUtilityExecutor().scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void stop() throws Exception {
    if (watch != null) {
      watch.cancel(false);
    }
    super.stop();
  }

  @Override
  protected Processor createProcessor() {
    return new Http11Processor(this, adapter) {
      @Override
      public SocketState service(SocketWrapperBase<?> connection) throws IOException {
        served.put(request, connection);
        try {
          return super.service(connection);
        } finally {
          served.remove(request);
        }
      }
    };
  }

  private void look() {
    served.forEach(this::look);
    for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
      if (connection.getCurrentProcessor() instanceof Processor processor
          && processor.getRequest() instanceof Request request) {
        look(request, connection);
      }
    }
  }

  private void look(Request request, SocketWrapperBase<?> connection) {
    try {
      if (isLate(request)) {
        connection.close();
      }
    } catch (RuntimeException e) {
      // It ended while it was looked at.
    }
  }

  private boolean isLate(Request request) {
    long begun = request.getStartTimeNanos();
    if (begun < 0) {
      return false;
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
    return switch (request.getRequestProcessor().getStage()) {
      // Between two bytes of a head nothing works on it; its beginning is known all the same.
      case Constants.STAGE_PARSE, Constants.STAGE_PREPARE, Constants.STAGE_ENDED ->
          taken.compareTo(patience) > 0;
      case Constants.STAGE_SERVICE -> isComing(request) && taken.compareTo(due(request)) > 0;
      // The rest of a body that nobody wants is read so that the answer arrives.
      case Constants.STAGE_ENDINPUT -> taken.compareTo(due(request)) > 0;
      default -> false;
    };
  }

  private Duration due(Request request) {
    return patience.plusSeconds(request.getBytesRead() / LEAST_BYTES_PER_SECOND);
  }

  private static boolean isComing(Request request) {
    long length = request.getContentLengthLong();
    boolean chunked = request.getMimeHeaders().getValue("Transfer-Encoding") != null;
    return chunked ? !request.isFinished() : length > request.getBytesRead();
  }
}
