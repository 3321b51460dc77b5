#pragma once

#include "base/Result.h"
#include "domain/Iban.h"
#include "packs/Profile.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace luotsi::usecases {

/// What a client reads beside the form, in one language, all of it dated data of the signed pack: notice,
/// urgent card, help, topics, what happens next, slip. Slip lines hold the placeholders {place}, {device},
/// {until}, {reference}, {sent} and {received}. A plain value.
struct ServiceTexts
{
    struct Place
    {
        QString name;
        QString phone;
        QString hours;
        QString address;
        bool staffed = false;
    };
    struct Topic
    {
        QString title;
        QString body;
        QString source;
        QString date;
    };
    struct Urgent
    {
        QString title;
        QString notFastest;
        QString emergencyNumber;
        QString asOf;
        std::vector<Place> places;
    };
    struct SlipTexts
    {
        QString title;
        QStringList draft;     ///< kept, not sent
        QStringList draftHere; ///< the same, without a copy at the centre
        QStringList waiting;   ///< sent, not received
        QStringList received;
    };

    QStringList notice;
    QStringList copyChoice; ///< what the copy at the centre means, and refusing it
    QString staffChoice;    ///< what letting staff open an unfinished application means
    QString controller;
    QString noticeVersion;
    Urgent urgent;
    bool staffed = false;
    QString hours;
    std::vector<Place> help;
    std::vector<Topic> topics;
    QStringList nextWaiting;
    QStringList nextReceived;
    QStringList nextComplete; ///< received with every attachment
    QStringList nextPromised; ///< something was promised for later
    QStringList paperAndPhone;
    SlipTexts slip;
};

/// The texts by language (BCP 47). A language that is not there gives the first one. Threading: a value.
class ServiceLibrary
{
public:
    ServiceLibrary() = default;
    ServiceLibrary(QStringList languages, QHash<QString, ServiceTexts> texts)
        : m_languages(std::move(languages)), m_texts(std::move(texts))
    {
    }

    [[nodiscard]] ServiceTexts in(const QString &language) const;

private:
    QStringList m_languages;
    QHash<QString, ServiceTexts> m_texts;
};

/// A file of the pack by its path; the pack's own reader, or a test's.
using PackFile = std::function<base::Result<QByteArray>(const QString &path)>;

/// Reads notice, next steps, slip, topics, and the profile's urgent card and help card, each in every
/// language of the profile. MalformedInput with the file's path; a language a file does not have is NotFound,
/// because a client must never meet a page without words.
[[nodiscard]] base::Result<ServiceLibrary> readServiceTexts(const PackFile &file,
                                                            const packs::Profile &profile);

/// Lengths of account numbers by country, from the pack's lists/iban-countries.csv.
[[nodiscard]] base::Result<domain::IbanLengths> readIbanLengths(const PackFile &file);

} // namespace luotsi::usecases
