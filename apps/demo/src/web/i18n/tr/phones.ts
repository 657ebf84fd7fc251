export const phones = {
  'phones.title': 'Telefonlar',
  'phones.lead': 'Alıcıların telefonuna gelen mesajlar, emülatörün şebekesinden canlı olarak',
  'phones.lead.real': 'Gerçek hesapta boş',
  'phones.real':
    'Gerçek hesapla mesajlar gerçek kişilerin telefonuna gider; telefonlarını buradan göremezsiniz. Kime ulaştığını gönderimlerin raporunda izleyin.',
  'phones.real.action': 'Gönderimlere git',
  'phones.search': 'Numara bulun',
  'phones.search.hint': 'Numaranın herhangi bir bölümü',
  'phones.empty':
    'Henüz mesaj gelmedi. Gönderdiğiniz her mesaj, alıcısının telefonunda göründüğü gibi burada durur.',
  'phones.empty.action': 'Bir mesaj gönderin',
  'phones.none': 'Bu rakamları içeren telefon yok.',
  'phones.list': 'Telefonlar, en yeni mesaj üstte',
  'phones.more': 'Daha fazla göster',
  'phones.choose': 'Mesajlarını okumak için bir telefon seçin.',
  'phones.back': 'Listeye dön',
  'blacklist.title': 'Engellenen numaralar',
  'blacklist.lead': 'Hesabın kara listesi',
};
