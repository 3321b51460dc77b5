#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// One paper the person promised and may bring now.
struct Paper
{
    QString name;
    QString status; ///< how many pages wait to be sent, or by which day it is due
    bool added = false;
    QString ref; ///< where its pages go

    friend bool operator==(const Paper &, const Paper &) = default;
};

/// The promised papers of a sent application that can be brought with the code. Threading: GUI thread.
class PaperListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool canSend READ canSend NOTIFY canSendChanged)

public:
    enum Role { NameRole = Qt::UserRole + 1, StatusRole, AddedRole, RefRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_papers.size()); }
    /// Something has been added that was not sent yet.
    [[nodiscard]] bool canSend() const { return m_canSend; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] const std::vector<Paper> &papers() const { return m_papers; }

    Q_INVOKABLE void add(int row);

    void assign(std::vector<Paper> papers);
    void setCanSend(bool canSend);

Q_SIGNALS:
    void countChanged();
    void canSendChanged();
    void addAsked(int row);

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    std::vector<Paper> m_papers;
    bool m_canSend = false;
};

} // namespace luotsi::viewmodels
