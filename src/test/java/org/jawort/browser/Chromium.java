package org.jawort.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.platform.Language;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Users;

/** Debian's Chromium, as a visitor or a member of staff sits before it. */
final class Chromium implements AutoCloseable {
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final String AXE = axe();

  /** What a browser does not show by then, it never will; five minutes each would hold up all. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final Path PICTURES = Path.of("target", "pictures");

  /**
   * Where it is set, the pages are kept as they look; the guide's pictures are taken from there.
   */
  private static final boolean TAKES_PICTURES = Boolean.getBoolean("jawort.pictures");

  /** Where each state of a page is looked at as a whole, as in bin/soak. */
  private static final boolean ALL_STATES = System.getProperty("jawort.states", "").equals("all");

  /**
   * Which page it is, and what it consists of, wherever and with whatever words: each kind of
   * element once, by itself or, where each state is looked at, within those above it. The menu
   * beside each page of the staff is a page for itself.
   */
  private static final String STATE =
      """
      exactly => {
        const itself = window.kindOf = element => {
          const told = [...element.attributes]
            .filter(a => !/^(id|name|value|href|src|action|for|lang|title|alt|content|nonce)$|^data-/
              .test(a.name))
            .map(a => a.name + (/^aria-|^hx-|^placeholder$|^d$/.test(a.name) ? '' : '=' + a.value))
            .sort().join(' ');
          const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim() !== '');
          return element.localName + '[' + told + ']' + (own ? 't' : '')
            + (element.localName === 'style' ? element.textContent : '');
        };
        const page = new Set();
        const menu = new Set();
        const look = (element, above, kinds) => {
          const kind = (exactly ? above + '>' : '') + itself(element);
          kinds.add(kind);
          for (const child of element.children) {
            look(child, kind.slice(-400), !exactly && child.matches('aside') ? menu : kinds);
          }
        };
        look(document.documentElement, '', page);
        const place = location.pathname.replace(/[0-9a-f-]{36}|[\\w-]{20,}/g, '*');
        const dark = matchMedia('(prefers-color-scheme: dark)').matches ? ' dark' : '';
        const size = ' ' + (exactly ? innerWidth : innerWidth < 992) + dark;
        return exactly ? [[place + size + [...page].sort().join('\\n')], []]
          : [[place + size, ...page], menu.size ? ['menu' + size, ...menu] : []];
      }
      """;

  /** Looks at the whole, without the menu where that is known, or at the given kinds alone. */
  private static final String LOOK =
      """
      async ([tags, kinds, without]) => {
        // What fades in has its colours only at the end; what goes round never ends. A message
        // that goes after seconds is put to its end: nobody waits for that.
        document.getAnimations()
          .filter(one => one.effect.getComputedTiming().endTime !== Infinity)
          .forEach(one => one.finish());
        const place = [scrollX, scrollY];
        const context = {exclude: without};
        if (kinds.length > 0) {
          context.include = [...document.querySelectorAll('*')]
            .filter(one => kinds.includes(window.kindOf(one)));
        }
        // No rule of these reads style sheets, which axe would fetch and parse anew.
        const found = await axe.run(context, {runOnly: {type: 'tag', values: tags},
          resultTypes: ['violations'], preload: {assets: ['media']}});
        scrollTo(...place);
        return found.violations.map(rule => rule.id + ': ' + rule.nodes[0].html);
      }
      """;

  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final AtomicInteger STAFF = new AtomicInteger();
  private static final Map<Object, Set<Object>> EXAMINED = new HashMap<>();

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /** Started on first use, once; it ends with the JVM. */
  private static final class Running {
    private static final Browser BROWSER = start();

    private static Browser start() {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      return playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(
                      Path.of(
                          Optional.ofNullable(System.getenv("CHROMIUM"))
                              .orElse("/usr/bin/chromium")))
                  .setTimeout(Await.LIMIT.toMillis())
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-quic",
                          "--no-first-run",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync")));
    }
  }

  Chromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT.toMillis());
  }

  /**
   * A window of somebody who wants no motion: where a page scrolls smoothly, it moves on between
   * the pressing and the letting go of a mouse that is quicker than any person's, and on a busy
   * machine the click is lost.
   */
  private Page open(Browser.NewContextOptions options) {
    BrowserContext context =
        Running.BROWSER.newContext(options.setReducedMotion(ReducedMotion.REDUCE));
    contexts.add(context);
    context.setDefaultTimeout(LIMIT.toMillis());
    return context.newPage();
  }

  private static String axe() {
    try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * In which languages a journey is walked: one, so that half of the journeys speak each; all where
   * {@code jawort.languages} is {@code all}, as in bin/soak. That both are complete is told by
   * their files (MessageFilesTest), and how they look by whoever takes the pictures.
   */
  static List<String> languages(String one) {
    return System.getProperty("jawort.languages", "").equals("all")
        ? List.of("de", "en")
        : List.of(one);
  }

  /** A window of a person who speaks the language and has never been here. */
  Page window(String language, int width, int height) {
    Page page =
        open(
            new Browser.NewContextOptions()
                .setLocale(language.equals("de") ? "de-DE" : "en-GB")
                .setViewportSize(width, height));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("the server responded")) {
            complaints.add(message.text());
          }
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith("http://localhost") && !request.url().startsWith("data:")) {
            complaints.add("a request leaves: " + request.url());
          }
        });
    return page;
  }

  /** A window from which a redirect may lead to another website. */
  Page openWindow(String language) {
    return open(
        new Browser.NewContextOptions()
            .setLocale(language.equals("de") ? "de-DE" : "en-GB")
            .setViewportSize(390, 844));
  }

  /** A window in which the same person is signed in and no script runs. */
  Page withoutScript(Page signedIn) {
    return open(
        new Browser.NewContextOptions()
            .setJavaScriptEnabled(false)
            .setViewportSize(1366, 900)
            .setStorageState(signedIn.context().storageState()));
  }

  /** The same for a page with a frame in which no script runs, axe neither: without the frame. */
  static void accessibleBesidesFrame(Page page) {
    page.waitForLoadState();
    page.locator("iframe").waitFor();
    page.evaluate(
        "() => { const frame = document.querySelector('iframe'); window.held = [frame,"
            + " frame.parentNode]; frame.remove(); }");
    accessible(page);
    page.evaluate("() => window.held[1].append(window.held[0])");
  }

  /**
   * No violation of WCAG 2.2 AA on the page as it stands. Looked at once for each page; in another
   * state at those kinds of elements that it did not show before: in another language, or with more
   * rows of the same kind, it is the same again. In the page itself: a window of its own to put the
   * results together, as axe's own builder opens it, took a third of each journey.
   */
  static void accessible(Page page) {
    // Before its styles are there, a page has other colours.
    page.waitForLoadState();
    assertThat(page.locator("iframe").count()).as("axe sees no frames").isZero();
    List<?> state = (List<?>) page.evaluate(STATE, ALL_STATES);
    List<?> kinds = unseen((List<?>) state.getFirst());
    List<?> menu = unseen((List<?>) state.getLast());
    if (kinds.isEmpty() && menu.isEmpty()) {
      return;
    }
    boolean whole = kinds.isEmpty() || kinds.equals(state.getFirst());
    page.evaluate(AXE);
    Object violations =
        page.evaluate(
            LOOK,
            List.of(
                WCAG,
                whole ? List.of() : kinds,
                ALL_STATES || !menu.isEmpty() ? List.of() : List.of("aside")));
    assertThat((List<?>) violations).as(page.url()).isEmpty();
  }

  /** What was not looked at yet on the page that is named first; all of it for a new page. */
  private static List<?> unseen(List<?> state) {
    if (state.isEmpty()) {
      return state;
    }
    Set<Object> seen = EXAMINED.computeIfAbsent(state.getFirst(), first -> new HashSet<>());
    return state.stream().filter(seen::add).toList();
  }

  /**
   * The same for a page with a framed mail. No script runs in the frame, axe neither: so the page
   * is looked at without it, and then the mail by itself in a window of its own.
   */
  static void accessibleWithMail(Page page) {
    Locator frame = page.locator("iframe[title]");
    String mail =
        page.request()
            .get(URI.create(page.url()).resolve(frame.getAttribute("src")).toString())
            .text();
    frame.evaluate("frame => frame.remove()");
    accessible(page);
    Page alone = page.context().newPage();
    alone.setContent(mail);
    accessible(alone);
    alone.close();
    page.reload();
  }

  /**
   * Signs a new member of the first tenant's staff in.
   *
   * @return their address
   */
  static String signIn(Page page, TestServer server, Role role, String language) {
    String address = staff(language);
    server
        .bean(Users.class)
        .add(
            server.tenant(),
            new NewUser(
                "Ada",
                StaffEmail.parse(address).orElseThrow(),
                role,
                Language.ofCode(language),
                TestServer.PASSWORD));
    enter(page, server, address);
    return address;
  }

  /**
   * Signs somebody in and shows them the overview. Past the page for it, which PasskeysTest and
   * ConsentIconTest look at.
   */
  static void enter(Page page, TestServer server, String address) {
    String login = server.url() + "/login";
    Matcher token = FORM_TOKEN.matcher(page.request().get(login).text());
    assertThat(token.find()).as("%s is found", FORM_TOKEN).isTrue();
    FormData typed =
        FormData.create()
            .set("_csrf", token.group(1))
            .set("email", address)
            .set("password", TestServer.PASSWORD);
    page.request().post(login, RequestOptions.create().setForm(typed).setMaxRedirects(0));
    page.navigate(server.url() + "/app");
    assertThat(page.url()).endsWith("/app");
  }

  /** An address that nobody has yet, of somebody who speaks the language. */
  static String staff(String language) {
    return "%s-%d@salon.example".formatted(language, STAFF.incrementAndGet());
  }

  /**
   * Drags by hand. A browser tells where a dragged thing is only while the mouse moves on, so it
   * moves over the target in steps.
   */
  static void drag(Locator what, Locator where) {
    Page page = what.page();
    what.scrollIntoViewIfNeeded();
    what.hover();
    page.mouse().down();
    BoundingBox target = where.boundingBox();
    double x = target.x + target.width / 2;
    double y = target.y + target.height / 2;
    page.mouse().move(x, y, new Mouse.MoveOptions().setSteps(8));
    page.mouse().move(x + 1, y + 1, new Mouse.MoveOptions().setSteps(2));
    page.mouse().up();
  }

  /** Keeps how the page looks; the guide's pictures are taken from here. */
  static void picture(Page page, String name) {
    if (!TAKES_PICTURES) {
      return;
    }
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(name + ".png"))
            .setFullPage(true)
            // Hiding it would leave style attributes behind, against the content policy.
            .setCaret(ScreenshotCaret.INITIAL));
  }

  /** Neither an error in the console (such as of the content policy) nor a foreign request. */
  void noComplaints() {
    assertThat(complaints).isEmpty();
  }

  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
  }
}
