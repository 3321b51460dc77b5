#include "Figures.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace luotsi::load {

namespace {

constexpr double half = 0.5;
constexpr double nearlyAll = 0.99;

} // namespace

void Figures::answered(const char *requestClass, std::int64_t milliseconds)
{
    m_latencies[QLatin1String(requestClass)].push_back(milliseconds);
}

void Figures::failed(const QString &error)
{
    ++m_errors[error];
}

std::int64_t Figures::percentile(std::vector<std::int64_t> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto index = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + half);
    return values[index];
}

QByteArray Figures::json(double seconds) const
{
    const auto number = [](std::uint64_t value) { return static_cast<qint64>(value); };
    QJsonObject latencies;
    for (const auto &[name, values] : m_latencies) {
        latencies.insert(
            name, QJsonObject{{QStringLiteral("requests"), static_cast<qint64>(values.size())},
                              {QStringLiteral("p50"), static_cast<qint64>(percentile(values, half))},
                              {QStringLiteral("p99"), static_cast<qint64>(percentile(values, nearlyAll))}});
    }
    QJsonObject errors;
    for (const auto &[name, count] : m_errors)
        errors.insert(name, number(count));
    const double rate = seconds > 0 ? static_cast<double>(stored) / seconds : 0;
    const double overhead =
        recordBytes > 0 ? static_cast<double>(bodyBytes) / static_cast<double>(recordBytes) : 0;
    return QJsonDocument(QJsonObject{{QStringLiteral("seconds"), seconds},
                                     {QStringLiteral("stored"), number(stored)},
                                     {QStringLiteral("duplicates"), number(duplicates)},
                                     {QStringLiteral("putAside"), number(putAside)},
                                     {QStringLiteral("receipts"), number(receipts)},
                                     {QStringLiteral("recordsPerSecond"), rate},
                                     {QStringLiteral("bodyBytesPerRecordByte"), overhead},
                                     {QStringLiteral("milliseconds"), latencies},
                                     {QStringLiteral("errors"), errors}})
        .toJson(QJsonDocument::Compact);
}

QByteArray Figures::text(double seconds) const
{
    const double rate = seconds > 0 ? static_cast<double>(stored) / seconds : 0;
    QString text =
        QStringLiteral("%1 records stored in %2 s: %3 a second; %4 duplicates, %5 put aside, %6 receipts\n")
            .arg(stored)
            .arg(seconds, 0, 'f', 2)
            .arg(rate, 0, 'f', 0)
            .arg(duplicates)
            .arg(putAside)
            .arg(receipts);
    for (const auto &[name, values] : m_latencies)
        text += QStringLiteral("  %1: %2 requests, p50 %3 ms, p99 %4 ms\n")
                    .arg(name)
                    .arg(values.size())
                    .arg(percentile(values, half))
                    .arg(percentile(values, nearlyAll));
    for (const auto &[name, count] : m_errors)
        text += QStringLiteral("  error %1: %2 times\n").arg(name).arg(count);
    return text.toUtf8();
}

} // namespace luotsi::load
