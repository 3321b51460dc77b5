#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>
#include <vector>

namespace luotsi::load {

/// What a run measured. Latencies are in milliseconds from handing a request to the connection to its whole
/// answer, by class of request. Threading: a value.
class Figures
{
public:
    void answered(const char *requestClass, std::int64_t milliseconds);
    void failed(const QString &error);

    [[nodiscard]] QByteArray text(double seconds) const;
    [[nodiscard]] QByteArray json(double seconds) const;
    /// The value below which `share` of the sorted values lie; 0 for none.
    [[nodiscard]] static std::int64_t percentile(std::vector<std::int64_t> values, double share);

    std::uint64_t stored = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t putAside = 0; ///< refused or in quarantine
    std::uint64_t receipts = 0;
    std::uint64_t recordBytes = 0; ///< envelopes and changes, without what batches them
    std::uint64_t bodyBytes = 0;   ///< of the requests' bodies

private:
    std::map<QString, std::vector<std::int64_t>> m_latencies;
    std::map<QString, std::uint64_t> m_errors;
};

} // namespace luotsi::load
