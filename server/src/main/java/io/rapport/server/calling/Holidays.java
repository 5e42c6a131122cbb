package io.rapport.server.calling;

import java.time.LocalDate;

/// Which days are public holidays.
interface Holidays {

    /// @param country two capital letters (ISO 3166-1); of one that is not known, no day is
    boolean isHoliday(String country, LocalDate day);
}
