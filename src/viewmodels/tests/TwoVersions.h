#pragma once

#include "Kiosk.h"

namespace luotsi::viewmodels::tests {

/// A kiosk whose pack gets a second version of its form: name and costs stand elsewhere, a telephone number
/// and papers are new, three questions have gone.
class TwoVersions
{
public:
    enum class Map { There, Missing };

    TwoVersions();

    /// The newer pack is here; `withdrawn` is what it no longer lets anybody use.
    void install(Map map = Map::There, const std::vector<protocol::FormHash> &withdrawn = {});
    /// A client answers everything in the first version and goes away.
    void answerAll();
    /// They come back, to the list of tasks.
    KioskSession &comeBack();
    /// The version the draft goes on in, as the store has it.
    [[nodiscard]] protocol::FormHash versionInStore();
    [[nodiscard]] const QString &newestCode() const { return m_code; }

    Kiosk kiosk;
    usecases::KnownForm first;
    usecases::KnownForm second;

private:
    QString m_code;
};

} // namespace luotsi::viewmodels::tests
