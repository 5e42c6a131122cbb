package io.rapport.server.calling;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The public holidays of a whole country. Those of a part of it are not meant: of a number nobody knows in which part
/// its owner is. Thread-safe.
final class PublicHolidays implements Holidays {
    private static final Set<String> KNOWN = Stream.of(HolidayCalendar.values())
            .map(HolidayCalendar::getId)
            .map(id -> id.toUpperCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private record Year(String country, int year) {}

    private final Map<String, Optional<HolidayManager>> managers = new ConcurrentHashMap<>();
    private final Map<Year, Set<LocalDate>> years = new ConcurrentHashMap<>();

    @Override
    public boolean isHoliday(String country, LocalDate day) {
        return KNOWN.contains(country)
                && years.computeIfAbsent(new Year(country, day.getYear()), this::of)
                        .contains(day);
    }

    private Set<LocalDate> of(Year year) {
        return managers.computeIfAbsent(year.country(), PublicHolidays::manager)
                .map(manager -> manager.getHolidays(java.time.Year.of(year.year())).stream()
                        .map(holiday -> holiday.getDate())
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    private static Optional<HolidayManager> manager(String country) {
        return Optional.of(HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT))));
    }
}
