#pragma once

#include "base/Result.h"
#include "packs/Pack.h"
#include "packs/Profile.h"

#include <QHash>
#include <QString>
#include <QStringList>

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
        QStringList draft;   ///< kept, not sent
        QStringList waiting; ///< sent, not received
        QStringList received;
    };

    QStringList notice;
    QString controller;
    QString noticeVersion;
    Urgent urgent;
    bool staffed = false;
    QString hours;
    std::vector<Place> help;
    std::vector<Topic> topics;
    QStringList nextWaiting;
    QStringList nextReceived;
    QStringList nextIncomplete; ///< received, attachments still missing
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

} // namespace luotsi::usecases
