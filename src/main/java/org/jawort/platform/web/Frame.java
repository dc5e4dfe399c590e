package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What the frame's templates ask for about the running request, as {@code @frame}. */
@Component("frame")
public final class Frame {
  private static final String FLASH = Frame.class.getName() + ".flash";

  private static final String SETTINGS = "/app/settings";

  private final List<NavigationEntry> entries;
  private final List<SettingsEntry> settings;
  private final List<Badge> waiting;
  private final MessageSource messages;

  Frame(
      List<NavigationEntry> entries,
      List<SettingsEntry> settings,
      List<Badge> waiting,
      MessageSource messages) {
    this.waiting = List.copyOf(waiting);
    this.messages = messages;
    this.settings =
        settings.stream().sorted(Comparator.comparingInt(SettingsEntry::order)).toList();
    this.entries =
        entries.stream().sorted(Comparator.comparingInt(NavigationEntry::order)).toList();
  }

  /** Who is signed in, or null. */
  public @Nullable Viewer viewer() {
    return Viewer.current().orElse(null);
  }

  /** The navigation, as far as the viewer may use it. */
  public List<NavigationEntry> navigation() {
    return Viewer.current()
        .map(viewer -> entries.stream().filter(e -> viewer.belongsTo(e.audience())).toList())
        .orElse(List.of());
  }

  /** What waits for the viewer, for the top bar. */
  public List<Waits> waiting() {
    return Viewer.current()
        .map(viewer -> waiting.stream().map(one -> new Waits(one, one.count(viewer))).toList())
        .orElse(List.of());
  }

  /** Something that waits, and how many of it. */
  public record Waits(Badge what, int count) {
    /** The count as the top bar has room for it. */
    public String shown() {
      return count < Badge.MOST ? String.valueOf(count) : Badge.MOST - 1 + "+";
    }
  }

  /** Tells whether the running page stands under the entry: the closest one that leads to it. */
  public boolean isHere(NavigationEntry entry) {
    String path = path();
    return navigation().stream()
        .filter(one -> one.leadsTo(path))
        .max(Comparator.comparingInt(one -> one.href().length()))
        .filter(entry::equals)
        .isPresent();
  }

  /** The pages of the settings, as far as the viewer may use them; none on other pages. */
  public List<SettingsEntry> settings() {
    String path = path();
    return path.equals(SETTINGS) || path.startsWith(SETTINGS + "/")
        ? settings.stream().filter(entry -> may(entry.audience())).toList()
        : List.of();
  }

  /** Tells whether the running page is the one of the settings that the entry leads to. */
  public boolean isHere(SettingsEntry entry) {
    String path = path();
    return settings().stream()
        .filter(one -> path.equals(one.href()) || path.startsWith(one.href() + "/"))
        .max(Comparator.comparingInt(one -> one.href().length()))
        .filter(entry::equals)
        .isPresent();
  }

  /** Tells whether the viewer belongs to the audience, so that a page can leave out a button. */
  public boolean may(Audience audience) {
    return Viewer.current().filter(viewer -> viewer.belongsTo(audience)).isPresent();
  }

  /** What a form calls a field, or null where it does not say. */
  public @Nullable String label(FormInput form, String field) {
    return form.labels().stream()
        .map(
            beginning ->
                messages.getMessage(
                    beginning + "." + field, null, null, LocaleContextHolder.getLocale()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The path of the running request. */
  public String path() {
    return request().getRequestURI();
  }

  /**
   * Takes the sentence that the previous page left, or null; the first call of a page must come
   * before the answer is on its way, each further one gets the same.
   */
  public @Nullable Flash flash() {
    HttpServletResponse response = attributes().getResponse();
    if (response != null && request().getAttribute(FLASH) == null) {
      request().setAttribute(FLASH, Flash.take(request(), response));
    }
    return request().getAttribute(FLASH) instanceof Optional<?> taken
            && taken.orElse(null) instanceof Flash flash
        ? flash
        : null;
  }

  /** A moment as a page shows it, in the viewer's zone. */
  public Moment moment(Instant instant) {
    return moment(instant, Viewer.current().map(Viewer::timeZone).orElse(ZoneOffset.UTC));
  }

  /** A moment as a page shows it. */
  public Moment moment(Instant instant, ZoneId zone) {
    Locale locale = LocaleContextHolder.getLocale();
    var shown = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
    var exact = DateTimeFormatter.ofPattern("EEEE, d. MMMM yyyy, HH:mm:ss.SSS xxx", locale);
    return new Moment(
        instant.toString(),
        shown.withLocale(locale).withZone(zone).format(instant),
        exact.withZone(zone).format(instant) + " (" + zone.getId() + ")");
  }

  /**
   * A moment in three notations.
   *
   * @param iso for machines, in UTC
   * @param shown for reading
   * @param exact to the millisecond with the zone, for the title
   */
  public record Moment(String iso, String shown, String exact) {}

  private static HttpServletRequest request() {
    return attributes().getRequest();
  }

  private static ServletRequestAttributes attributes() {
    return (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
  }
}
