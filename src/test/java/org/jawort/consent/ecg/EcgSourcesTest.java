package org.jawort.consent.ecg;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jawort.TestServer;
import org.jawort.TestTls;
import org.jawort.platform.Database;
import org.jawort.platform.PinnedCall;
import org.jawort.platform.PublicAddresses;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list as it is fetched from a server that really answers, well or badly. */
class EcgSourcesTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final String HOST = "listen.example";
  private static final byte[] LIST = list(6);
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static final CountDownLatch OVER = new CountDownLatch(1);

  @TempDir private static Path folder;

  private static SSLContext tls;
  private static HttpsServer web;

  private final TestServer server = TestServer.guest();
  private final TenantId tenant = server.tenant();
  private final EcgLists lists = server.bean(EcgLists.class);
  private Instant now = Instant.parse("2026-11-30T08:00:00Z");

  private static byte[] list(int entries) {
    return TestEcgList.of(
        IntStream.rangeClosed(1, entries).mapToObj(i -> "karl" + i + "@firma.at").toList());
  }

  @BeforeAll
  static void start() throws Exception {
    tls = TestTls.of(HOST, folder);
    web = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    web.setHttpsConfigurator(new HttpsConfigurator(tls));
    web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    web.createContext("/", EcgSourcesTest::answer);
    web.start();
  }

  @AfterAll
  static void stop() {
    OVER.countDown();
    web.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
    ASKED.add(exchange.getRequestURI() + " " + tag);
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/list" -> {
          exchange.getResponseHeaders().add("ETag", "\"v1\"");
          boolean same = "\"v1\"".equals(tag);
          send(exchange, same ? 304 : 200, same ? new byte[0] : LIST, LIST.length);
        }
        case "/chunked" -> send(exchange, 200, LIST, 0);
        case "/short" -> send(exchange, 200, list(2), list(2).length);
        case "/text" -> send(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8), 6);
        case "/empty" -> send(exchange, 200, new byte[0], -1);
        case "/part" -> send(exchange, 200, Arrays.copyOf(LIST, 33), 33);
        case "/cut" -> send(exchange, 200, Arrays.copyOf(LIST, 40), LIST.length);
        case "/big" -> send(exchange, 200, new byte[EcgFile.MOST + 20], 0);
        case "/slow" -> await();
        case "/moved" -> {
          exchange.getResponseHeaders().add("Location", "/list");
          send(exchange, 302, new byte[0], -1);
        }
        default -> send(exchange, 404, new byte[0], -1);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body, long length)
      throws IOException {
    exchange.sendResponseHeaders(status, status == 304 ? -1 : length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void await() {
    try {
      OVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private EcgSources sources(Duration patience) {
    return new EcgSources(
        server.bean(Database.class),
        lists,
        new EcgDownload(
            host -> new InetAddress[] {HERE},
            address -> true,
            new PinnedCall(tls.getSocketFactory(), Duration.ofSeconds(5), patience)),
        () -> now);
  }

  private EcgSources from(String path) {
    EcgSources sources = sources(Duration.ofSeconds(30));
    sources.choose(
        tenant, UUID.randomUUID(), "https://" + HOST + ":" + web.getAddress().getPort() + path);
    return sources;
  }

  @Test
  @DisplayName("B-14 The list is fetched, and asked for anew only where there is a newer one")
  void fetched() {
    EcgSources sources = from("/list");
    assertThat(sources.fetch(tenant)).isInstanceOf(EcgFetchOutcome.Loaded.class);
    assertThat(lists.current(tenant).orElseThrow().entries()).isEqualTo(6);
    assertThat(lists.current(tenant).orElseThrow().name()).isEqualTo(HOST);
    now = now.plusSeconds(60);
    assertThat(sources.fetch(tenant)).isEqualTo(new EcgFetchOutcome.Unchanged());
    assertThat(ASKED).contains("/list null", "/list \"v1\"");
    EcgSource source = sources.find(tenant).orElseThrow();
    assertThat(source.fetchedAt()).isEqualTo(now);
    assertThat(source.fault()).isNull();
    assertThat(lists.all(tenant)).hasSize(1);
  }

  @Test
  @DisplayName("B-14 A list of no known length is read as well")
  void chunked() {
    assertThat(from("/chunked").fetch(tenant)).isInstanceOf(EcgFetchOutcome.Loaded.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/missing, STATUS, 404",
    "/moved, MOVED, 302",
    "/text, TEXT,",
    "/empty, EMPTY,",
    "/part, CUT_OFF,",
    "/cut, CONNECTION,",
    "/big, TOO_BIG,",
    "/short, SHRUNK,"
  })
  @DisplayName(
      "B-14 Whatever comes instead of the list, the one before holds on, and it is said why")
  void faults(String path, String fault, Integer status) {
    lists.load(tenant, UUID.randomUUID(), "before", LIST);
    EcgSources sources = from(path);
    assertThat(sources.fetch(tenant)).isEqualTo(new EcgFetchOutcome.Failed(fault, status));
    EcgSource source = sources.find(tenant).orElseThrow();
    assertThat(source.fault()).isEqualTo(fault);
    assertThat(source.status()).isEqualTo(status);
    assertThat(source.triedAt()).isEqualTo(now);
    assertThat(source.fetchedAt()).isNull();
    assertThat(lists.current(tenant).orElseThrow().name()).isEqualTo("before");
    assertThat(lists.current(tenant).orElseThrow().entries()).isEqualTo(6);
  }

  @Test
  @DisplayName("B-14 A server that does not answer is not waited for")
  void slow() {
    from("/slow");
    assertThat(sources(Duration.ofMillis(300)).fetch(tenant))
        .isEqualTo(new EcgFetchOutcome.Failed("TIMEOUT", null));
  }

  @Test
  @DisplayName("B-14 Nothing is fetched from our own network, whatever the name says")
  void inside() {
    from("/list");
    int before = ASKED.size();
    var guarded =
        new EcgSources(
            server.bean(Database.class),
            lists,
            new EcgDownload(
                host -> new InetAddress[] {HERE},
                PublicAddresses::contain,
                new PinnedCall(
                    tls.getSocketFactory(), Duration.ofSeconds(5), Duration.ofSeconds(5))),
            () -> now);
    assertThat(guarded.fetch(tenant)).isEqualTo(new EcgFetchOutcome.Failed("NOT_PUBLIC", null));
    assertThat(ASKED).hasSize(before);
  }

  @Test
  @DisplayName("B-14 By itself it is fetched once a day")
  void daily() {
    EcgSources sources = from("/chunked");
    sources.fetchDue(tenant);
    now = now.plus(Duration.ofHours(23));
    sources.fetchDue(tenant);
    assertThat(lists.all(tenant)).hasSize(1);
    now = now.plus(Duration.ofHours(1));
    sources.fetchDue(tenant);
    assertThat(lists.all(tenant)).hasSize(2);
    sources.forget(tenant);
    assertThat(sources.fetch(tenant)).isEqualTo(new EcgFetchOutcome.Nowhere());
    assertThat(lists.current(tenant)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://listen.example/",
        "https:///list",
        "https://ada:secret@listen.example/",
        "https://listen.example/#a",
        "https://listen.example/a b",
        "ftp://listen.example/",
        "listen.example"
      })
  @DisplayName("B-14 What is no address of https is none from which a list is fetched")
  void addresses(String url) {
    assertThat(EcgSources.isAddress(url)).isFalse();
    assertThat(EcgSources.isAddress("https://listen.example:8443/ecg-liste.hash?key=a")).isTrue();
  }
}
