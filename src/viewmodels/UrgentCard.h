#pragma once

#include "viewmodels/PlaceListModel.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// Where to get help today, without a network: local places, emergency social services and the emergency
/// number, and that sending here is not the fastest way. All from the dated pack. Threading: GUI thread.
class UrgentCard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString notFastest READ notFastest NOTIFY changed)
    Q_PROPERTY(QString emergencyNumber READ emergencyNumber NOTIFY changed)
    Q_PROPERTY(QString asOf READ asOf NOTIFY changed)
    Q_PROPERTY(luotsi::viewmodels::PlaceListModel *places READ places CONSTANT)

public:
    using QObject::QObject;

    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString notFastest() const { return m_notFastest; }
    [[nodiscard]] QString emergencyNumber() const { return m_emergencyNumber; }
    [[nodiscard]] QString asOf() const { return m_asOf; }
    [[nodiscard]] PlaceListModel *places() { return &m_places; }

    void show(const QString &title, const QString &notFastest, const QString &emergencyNumber,
              const QString &asOf, std::vector<Place> places);

Q_SIGNALS:
    void changed();

private:
    QString m_title;
    QString m_notFastest;
    QString m_emergencyNumber;
    QString m_asOf;
    PlaceListModel m_places;
};

} // namespace luotsi::viewmodels
